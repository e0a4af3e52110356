// The REST route of search.
import type { SearchHit, SearchQuery } from "../../lib/protocol";
import { ask } from "../../lib/rest";

export const find = (query: SearchQuery) => ask<SearchHit[]>("POST", "search", query);
