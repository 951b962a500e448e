/** Takes down what templates declare: the `Plan` that they are handed, and the requests that came of it. */
import { ledgerKey } from './package-plan.ts';
import type {
  CopyRequest,
  FileRequest,
  Plan,
  PlannedFile,
  PlannedSymbol,
  SymbolRequest,
} from '../template/plan.ts';

export interface Requests {
  readonly files: ReadonlyMap<string, FileRequest>;
  readonly copies: ReadonlyMap<string, CopyRequest>;
  readonly symbols: ReadonlyMap<string, SymbolRequest>;
  readonly copiedSymbols: ReadonlyMap<string, CopiedSymbol>;
}

export interface CopiedSymbol {
  readonly name: string;
  readonly meaning: 'type' | 'value';
  readonly file: string;
}

/** A template asked for something that cannot be; the message is for its author. */
class PlanError extends Error {}

/** A proxy that a template throws may throw again where its class is asked for. */
export function isPlanError(error: unknown): boolean {
  try {
    return error instanceof PlanError;
  } catch {
    return false;
  }
}

/** One registry serves all templates of a run. */
export class Registry implements Plan, Requests {
  readonly files: Map<string, FileRequest> = new Map();
  readonly copies: Map<string, CopyRequest> = new Map();
  readonly symbols: Map<string, SymbolRequest> = new Map();
  readonly copiedSymbols: Map<string, CopiedSymbol> = new Map();

  /** Folded: on many file systems `API.md` and `api.md` are one file. */
  readonly #takenPaths: Set<string> = new Set();

  readonly #ledger: ReadonlyMap<string, string>;

  constructor(ledger: ReadonlyMap<string, string>) {
    this.#ledger = ledger;
  }

  wasThere(kind: 'file' | 'symbol', identity: string): boolean {
    return this.#ledger.has(kind === 'file' ? ledgerKey(identity) : identity);
  }

  file(request: FileRequest): PlannedFile {
    const known = this.files.get(request.identity);
    if (known !== undefined && !(known.shared === true && request.shared === true)) {
      throw new PlanError(`Two templates declare the file "${request.identity}", and not both as shared.`);
    }
    if (known === undefined) {
      if ('path' in request) this.#takePath(request.path);
      this.files.set(request.identity, request);
    }
    return { kind: 'file', identity: request.identity };
  }

  symbol(request: SymbolRequest): PlannedSymbol {
    if (this.symbols.has(request.identity)) {
      throw new PlanError(`The symbol "${request.identity}" is declared twice.`);
    }
    this.symbols.set(request.identity, request);
    return { kind: 'symbol', identity: request.identity };
  }

  copy(request: CopyRequest): { file: PlannedFile; symbol: (name: string) => PlannedSymbol } {
    if (this.copies.has(request.identity)) {
      throw new PlanError(`The file "${request.identity}" is copied twice.`);
    }
    this.#takePath(request.path);
    this.copies.set(request.identity, request);
    for (const { name, meaning } of request.exports) {
      this.copiedSymbols.set(copiedIdentity(request, name), { name, meaning, file: request.identity });
    }
    return {
      file: { kind: 'file', identity: request.identity },
      symbol: (name) => ({ kind: 'symbol', identity: copiedIdentity(request, name) }),
    };
  }

  #takePath(path: string): void {
    const folded = path.toLowerCase();
    if (this.#takenPaths.has(folded)) throw new PlanError(`Two templates declare "${path}".`);
    this.#takenPaths.add(folded);
  }
}

function copiedIdentity(request: CopyRequest, name: string): string {
  return `${request.identity}#${name}`;
}
