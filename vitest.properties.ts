import fc from "fast-check";

/** The gate repeats itself: properties start from one seed, so a red run is this change's. Another seed explores further. */
const GATE_SEED = 20_261_122;

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? GATE_SEED) });
