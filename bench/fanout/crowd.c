/* Many readers on one core: connects them, counts the ticks that reach them, and how long each was on its way.
 *
 * crowd PORT READERS FILE...: each FILE is what a reader sends, in parts that a form feed ends; a part goes out when the
 * server answered the one before. Reader i takes FILE i modulo their number. Then, on standard input:
 *   expect K     counts ticks from now on; answers "done P50 P99 LAST" (microseconds) when K have come
 * A tick is "~tick~" and 16 digits: the monotonic clock in microseconds when it was sent. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { TICK = 6, DIGITS = 16, WHOLE = TICK + DIGITS, BUFFER = 1 << 16, BINS = 10000000 };

typedef struct {
    int socket, kept, part;
    char tail[WHOLE];
} Reader;

typedef struct {
    char *text;
    long length;
} File;

static unsigned *bins; /* how many ticks took so many microseconds */
static long expected, counted, slowest;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static File slurp(const char *path) {
    File file = {malloc(BUFFER), 0};
    int opened = open(path, O_RDONLY);
    if (opened < 0 || (file.length = read(opened, file.text, BUFFER)) < 0) fail(path);
    close(opened);
    return file;
}

/* Sends the next part, if there is one left. */
static void speak(Reader *reader, const File *file) {
    const char *part = file->text, *end = file->text + file->length;
    for (int skipped = 0; skipped < reader->part && part < end; skipped++) {
        const char *stop = memchr(part, '\f', end - part);
        part = stop ? stop + 1 : end;
    }
    if (part >= end) return;
    const char *stop = memchr(part, '\f', end - part);
    long length = (stop ? stop : end) - part;
    if (write(reader->socket, part, length) != length) fail("write");
    reader->part++;
}

static void tick(const char *digits) {
    long sent = 0;
    for (int i = 0; i < DIGITS; i++) sent = sent * 10 + digits[i] - '0';
    long took = now() - sent;
    if (took > slowest) slowest = took;
    bins[took < 0 ? 0 : took < BINS ? took : BINS - 1]++;
    counted++;
}

/* Finds the ticks in what came, also one that began in what came before. */
static void hear(Reader *reader, char *data, long length) {
    memmove(data - reader->kept, reader->tail, reader->kept);
    char *at = data - reader->kept, *end = data + length, *found;
    while ((found = memmem(at, end - at, "~tick~", TICK)) && end - found >= WHOLE) {
        tick(found + TICK);
        at = found + WHOLE;
    }
    long left = end - (found ? found : at);
    if (!found && left > TICK - 1) left = TICK - 1;
    reader->kept = left;
    memcpy(reader->tail, end - left, left);
}

/* Answers a WebSocket ping of four bytes (uvicorn's), so as not to be taken for dead; JSON has no such bytes. */
static void pong(const Reader *reader, const char *data, long length) {
    const char *ping = memmem(data, length, "\x89\x04", 2);
    if (!ping || data + length - ping < 6) return;
    char answer[10] = {'\x8a', '\x84'}; /* masked with zeros */
    memcpy(answer + 6, ping + 2, 4);
    if (write(reader->socket, answer, sizeof answer) != sizeof answer) fail("pong");
}

static long percentile(double share) {
    long seen = 0, wanted = (long)(share * counted);
    for (long i = 0; i < BINS; i++)
        if ((seen += bins[i]) > wanted) return i;
    return slowest;
}

static void obey(void) {
    char line[64];
    long length = read(0, line, sizeof line - 1);
    if (length <= 0) exit(0);
    line[length] = 0;
    if (sscanf(line, "expect %ld", &expected) != 1) exit(1);
    memset(bins, 0, BINS * sizeof *bins);
    counted = slowest = 0;
    printf("ready\n");
    fflush(stdout);
}

int main(int argc, char **argv) {
    struct rlimit most = {65536, 65536};
    setrlimit(RLIMIT_NOFILE, &most);
    int readers = atoi(argv[2]), files = argc - 3, poll = epoll_create1(0);
    bins = calloc(BINS, sizeof *bins);
    File *file = calloc(files, sizeof *file);
    for (int i = 0; i < files; i++) file[i] = slurp(argv[3 + i]);
    Reader *reader = calloc(readers, sizeof *reader);
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
    static char room[WHOLE + BUFFER];
    char *buffer = room + WHOLE;
    for (int i = 0; i < readers; i++) {
        int one = 1, connected = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(connected, (void *)&there, sizeof there)) fail("connect");
        setsockopt(connected, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        reader[i].socket = connected;
        for (int answered = 1; answered && reader[i].part < 2; ) { /* two parts at most need an answer */
            int before = reader[i].part;
            speak(&reader[i], &file[i % files]);
            if (reader[i].part == before) break;
            if ((answered = read(connected, buffer, BUFFER)) <= 0) fail("answer");
        }
        struct epoll_event wish = {.events = EPOLLIN, .data.ptr = &reader[i]};
        epoll_ctl(poll, EPOLL_CTL_ADD, connected, &wish);
    }
    struct epoll_event wish = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(poll, EPOLL_CTL_ADD, 0, &wish);
    printf("here\n");
    fflush(stdout);
    struct epoll_event events[512];
    for (;;) {
        int many = epoll_wait(poll, events, 512, -1);
        for (int i = 0; i < many; i++) {
            Reader *who = events[i].data.ptr;
            if (!who) {
                obey();
                continue;
            }
            long length = read(who->socket, buffer, BUFFER);
            if (length <= 0) exit(1); /* a reader was dropped */
            pong(who, buffer, length);
            hear(who, buffer, length);
        }
        if (expected && counted >= expected) {
            expected = 0;
            printf("done %ld %ld %ld\n", percentile(0.5), percentile(0.99), slowest);
            fflush(stdout);
        }
    }
}
