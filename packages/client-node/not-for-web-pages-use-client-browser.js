// What a bundler for pages finds instead of the package. The import has no target: bundlers report it, with the reason.
import "@enwrap/client-node is not for web pages. Use @enwrap/client-browser instead."
throw new Error("@enwrap/client-node is not for web pages. Use @enwrap/client-browser instead.")
