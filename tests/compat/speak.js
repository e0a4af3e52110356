// Asks a server through one npm client: node speak.js CLIENT URL KEY TEXT SOURCE TARGET

const [client, url, key, text, from, to] = process.argv.slice(2);

const CLIENTS = {
  libretranslate: async () => {
    const { translate } = await import("libretranslate");
    return translate({ query: text, source: from, target: to, apiurl: url, apiKey: key });
  },
  translate: async () => {
    const { Translate } = await import("translate");
    return Translate({ engine: "libre", url: `${url}/translate`, key: key || undefined })(text, { from, to });
  },
};

try {
  console.log(JSON.stringify({ text: await CLIENTS[client]() }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
}
