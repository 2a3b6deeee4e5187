package org.hearthgate.store.sqlite.internal.years;

/** One task of a pass over the record, done in steps so small that a reading which arrives meanwhile hardly waits. */
interface Sweep {
    /** What became of a step. */
    enum Step {
        /** It did something; there may be more. */
        WORKED,
        /** Somebody else is writing; nothing was done, the same step is still to do. */
        BUSY,
        /** Nothing is left to do in this pass. */
        DONE
    }

    /** {@return what became of it; at most one short transaction} */
    Step step();
}
