import './node-version.mjs';
import { build } from './build.mjs';
import { install, pinnedNode } from './install.mjs';
import { alone } from './setup-lock.mjs';

/** Brings a clone to where it can run: dependencies installed, dist/ built. Answers the Node to run on. */
export async function setUp() {
  return alone(async () => {
    await install();
    const node = pinnedNode();
    await build(node);
    return node;
  });
}
