/** Turns imports of `./name.js` into `./name.ts` where only that is there, so that Node.js runs sources as they are. */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const isNeighbour = specifier.startsWith('.') && specifier.endsWith('.js');
    if (!isNeighbour || context.parentURL === undefined) return next(specifier, context);
    const source = specifier.replace(/\.js$/, '.ts');
    return next(existsSync(new URL(source, context.parentURL)) ? source : specifier, context);
  },
});
