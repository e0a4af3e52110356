/* The limit: every line of a publisher goes to every reader as one WebSocket text frame, one write a reader, and nothing
 * else is done. limit PORT; who begins with "GET" is a reader, who begins with "PUB" a publisher.
 * limit joined PORT: what came in one turn of the loop goes to a reader in one write. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

enum { BUFFER = 1 << 16, MOST = 1 << 16, JOINED = 1 << 20 };

static const char HANDS[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
static int readers[MOST], many_readers, kept[MOST];
static char line[MOST][1024], publishes[MOST];
static char together[JOINED];
static int joined, many_together;

static void send_all(const char *data, int length) {
    for (int i = 0; i < many_readers; i++)
        if (write(readers[i], data, length) < 0) perror("write");
}

static void flush(void) {
    if (many_together) send_all(together, many_together);
    many_together = 0;
}

static void tell(const char *text, int length) {
    static char frame[BUFFER + 4];
    int head = length < 126 ? 2 : 4;
    frame[0] = (char)0x81;
    frame[1] = head == 2 ? length : 126;
    frame[2] = length >> 8, frame[3] = length;
    memcpy(frame + head, text, length);
    if (!joined) {
        send_all(frame, head + length);
        return;
    }
    if (many_together + head + length > JOINED) flush();
    memcpy(together + many_together, frame, head + length);
    many_together += head + length;
}

static void publish(int from, const char *data, int length) {
    for (int i = 0; i < length; i++) {
        if (data[i] == '\n') {
            if (strncmp(line[from], "PUB", 3)) tell(line[from], kept[from]);
            kept[from] = 0;
        } else
            line[from][kept[from]++] = data[i];
    }
}

int main(int argc, char **argv) {
    joined = argc > 2;
    struct rlimit most = {MOST, MOST};
    setrlimit(RLIMIT_NOFILE, &most);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[argc - 1]))};
    inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
    int one = 1, poll = epoll_create1(0), listening = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(listening, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (bind(listening, (void *)&here, sizeof here) || listen(listening, 4096)) return perror("listen"), 1;
    struct epoll_event wish = {.events = EPOLLIN, .data.fd = listening}, events[512];
    epoll_ctl(poll, EPOLL_CTL_ADD, listening, &wish);
    for (;;) {
        int many = epoll_wait(poll, events, 512, -1);
        for (int i = 0; i < many; i++) {
            static char buffer[BUFFER];
            int from = events[i].data.fd;
            if (from == listening) {
                wish.data.fd = accept(listening, NULL, NULL);
                epoll_ctl(poll, EPOLL_CTL_ADD, wish.data.fd, &wish);
                continue;
            }
            int length = read(from, buffer, BUFFER);
            if (length <= 0) {
                close(from);
            } else if (publishes[from] || !strncmp(buffer, "PUB", 3)) {
                publishes[from] = 1;
                publish(from, buffer, length);
            } else if (!strncmp(buffer, "GET", 3)) {
                readers[many_readers++] = from;
                if (write(from, HANDS, sizeof HANDS - 1) < 0) perror("write");
            }
        }
        flush();
    }
}
