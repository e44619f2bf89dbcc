// What runs inside a page: the two halves of the bridge between the page's own world and the preload script's. Each
// function here is sent to Chromium as text, so it uses nothing but its arguments and what every page has.

/** A value as it travels: JSON cannot carry all that a structured clone can. */
type Tree = { t: string; v?: unknown };
type Callable = (...args: unknown[]) => unknown;

/** Writes and reads the values of Electron's messages, after a real structured clone. */
export function openCodec() {
  const write = (value: unknown): Tree => {
    if (value === undefined) return { t: "undefined" };
    if (typeof value === "number" && !Number.isFinite(value)) return { t: "number", v: String(value) };
    if (typeof value === "bigint") return { t: "bigint", v: String(value) };
    if (typeof value !== "object" || value === null) return { t: "json", v: value };
    if (Array.isArray(value)) return { t: "array", v: value.map(write) };
    if (value instanceof Date) return { t: "date", v: value.getTime() };
    if (value instanceof Map) return { t: "map", v: [...value].flat().map(write) };
    if (value instanceof Set) return { t: "set", v: [...value].map(write) };
    if (value instanceof Error) return { t: "error", v: [value.name, value.message] };
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      const bytes = ArrayBuffer.isView(value)
        ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        : new Uint8Array(value);
      return { t: "bytes", v: [value.constructor.name, ...bytes] };
    }
    return { t: "object", v: Object.entries(value).map(([key, one]) => [key, write(one)]) };
  };
  const read = ({ t, v }: Tree): unknown => {
    const list = v as Tree[];
    if (t === "undefined") return undefined;
    if (t === "number") return Number(v);
    if (t === "bigint") return BigInt(v as string);
    if (t === "array") return list.map(read);
    if (t === "date") return new Date(v as number);
    if (t === "map")
      return new Map(list.flatMap((key, i) => (i % 2 === 0 ? [[read(key), read(list[i + 1] as Tree)]] : [])));
    if (t === "set") return new Set(list.map(read));
    if (t === "error") {
      const [name, message] = v as string[];
      return Object.assign(new Error(message), { name });
    }
    if (t === "bytes") {
      const [, ...bytes] = v as [string, ...number[]];
      return Uint8Array.from(bytes);
    }
    if (t === "object") return Object.fromEntries((v as [string, Tree][]).map(([key, one]) => [key, read(one)]));
    return v;
  };
  return {
    toText: (value: unknown): string => JSON.stringify(write(structuredClone(value))),
    fromText: (text: string): unknown => read(JSON.parse(text) as Tree),
  };
}

/** A value between the two worlds: what cannot be copied stays on its side under a number. */
type Carried =
  | { plain: unknown }
  | { items: Carried[] }
  | { fields: [string, Carried][] }
  | { fn: number }
  | { promise: number };
type Signal =
  | { expose: [string, Carried] }
  | { call: number; args: Carried[] }
  | { answer: Carried }
  | { thrown: unknown }
  | { settle: number; value: Carried; isFault: boolean };

/**
 * One half of the bridge. Worlds share no objects, but they share the document: the detail of an event is cloned from
 * one to the other at once. The other half runs the same function with both names exchanged.
 */
export function openHalf(sendsAs: string, hearsAs: string) {
  const MAX_DEPTH = 1000;
  const kept: Callable[] = [];
  const settlers = new Map<number, (value: unknown, isFault: boolean) => void>();
  let promises = 0;
  let answer: Signal | null = null;
  const signal = (detail: Signal): void => void document.dispatchEvent(new CustomEvent(sendsAs, { detail }));

  const settle = async (promise: number, value: Promise<unknown>): Promise<void> => {
    try {
      signal({ settle: promise, value: carry(await value), isFault: false });
    } catch (fault) {
      signal({ settle: promise, value: { plain: fault }, isFault: true });
    }
  };
  const carry = (value: unknown, depth = 0): Carried => {
    if (depth > MAX_DEPTH)
      throw new TypeError(
        "Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.",
      );
    if (typeof value === "symbol") throw new TypeError("Electron contextBridge does not support symbols.");
    if (typeof value === "function") return { fn: kept.push(value as Callable) - 1 };
    if (value instanceof Promise) {
      const promise = (promises += 1);
      void settle(promise, value);
      return { promise };
    }
    if (Array.isArray(value)) return { items: value.map((one) => carry(one, depth + 1)) };
    if (value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype)
      return { fields: Object.entries(value).map(([key, one]) => [key, carry(one, depth + 1)]) };
    return { plain: value };
  };
  const take = (carried: Carried): unknown => {
    if ("fn" in carried) return (...args: unknown[]) => call(carried.fn, args);
    if ("items" in carried) return carried.items.map(take);
    if ("fields" in carried) return Object.fromEntries(carried.fields.map(([key, one]) => [key, take(one)]));
    if ("plain" in carried) return carried.plain;
    return new Promise((resolve, reject) => {
      settlers.set(carried.promise, (value, isFault) => (isFault ? reject(value) : resolve(value)));
    });
  };
  const call = (fn: number, args: unknown[]): unknown => {
    signal({ call: fn, args: args.map((one) => carry(one)) });
    const came = answer;
    answer = null;
    if (came === null) return undefined;
    if ("thrown" in came) throw came.thrown;
    return "answer" in came ? take(came.answer) : undefined;
  };
  const deepFreeze = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    Object.values(value).forEach(deepFreeze);
    return Object.freeze(value);
  };
  document.addEventListener(hearsAs, (event) => {
    const came = (event as CustomEvent<Signal>).detail;
    if ("expose" in came) {
      const [name, value] = came.expose;
      Object.defineProperty(globalThis, name, { value: deepFreeze(take(value)), enumerable: true });
    } else if ("call" in came) {
      try {
        signal({ answer: carry(kept[came.call]?.(...came.args.map(take))) });
      } catch (thrown) {
        signal({ thrown });
      }
    } else if ("settle" in came) {
      settlers.get(came.settle)?.(take(came.value), came.isFault);
      settlers.delete(came.settle);
    } else answer = came;
  });
  return { expose: (name: string, value: unknown): void => signal({ expose: [name, carry(value)] }) };
}

/** The preload script's world: a small `require`, and the binding that leads to the main process. */
export function openPreload(
  parts: { codec: ReturnType<typeof openCodec>; half: ReturnType<typeof openHalf>; binding: string },
  runPreload: (require: (name: string) => unknown) => void,
): void {
  const { codec, half, binding } = parts;
  const heard = new Map<string, Callable[]>();
  const calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastCall = 0;
  const toMain = (message: object): void =>
    (Reflect.get(globalThis, binding) as Callable)(JSON.stringify(message)) as void;
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        // A value that cannot be cloned is refused here, as Electron does.
        const text = codec.toText(args);
        const id = (lastCall += 1);
        calls.set(id, { resolve, reject });
        toMain({ id, channel, text });
      }),
    on(channel: string, listener: Callable) {
      heard.set(channel, [...(heard.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Callable) {
      heard.set(
        channel,
        (heard.get(channel) ?? []).filter((one) => one !== listener),
      );
      return ipcRenderer;
    },
  };
  Object.assign(globalThis, {
    [`${binding}Answer`]: (id: number, isFault: boolean, text: string): void => {
      const call = calls.get(id);
      calls.delete(id);
      if (isFault) call?.reject(new Error(codec.fromText(text) as string));
      else call?.resolve(codec.fromText(text));
    },
    [`${binding}Event`]: (channel: string, text: string): void => {
      const args = codec.fromText(text) as unknown[];
      for (const listener of heard.get(channel) ?? []) listener({ sender: ipcRenderer }, ...args);
    },
  });
  const electron = { ipcRenderer, contextBridge: { exposeInMainWorld: half.expose } };
  runPreload((name) => {
    if (name !== "electron") throw new Error(`module not found: ${name}`);
    return electron;
  });
}

/** The two scripts of a page: the half in its own world, and the preload script with the other half. */
export function pageScripts(preload: string, binding: string, inSubFrames: boolean): { own: string; isolated: string } {
  const guard = inSubFrames ? "" : "if (globalThis !== globalThis.top) return;";
  const secret = crypto.randomUUID();
  const half = (sends: string, hears: string): string => `(${openHalf})("${sends}${secret}", "${hears}${secret}")`;
  return {
    own: `(() => { ${guard} ${half("own", "preload")}; })()`,
    isolated:
      `(() => { ${guard} (${openPreload})({ codec: (${openCodec})(), half: ${half("preload", "own")}, ` +
      `binding: "${binding}" }, (require) => { ${preload}\n }); })()`,
  };
}
