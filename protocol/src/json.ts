/** A JSON value as `JSON.parse` gives it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The way from a JSON value to one inside it: object keys and 0-based array indexes. */
export type JsonPath = readonly (string | number)[];
