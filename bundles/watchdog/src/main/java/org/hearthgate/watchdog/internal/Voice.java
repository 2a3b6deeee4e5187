package org.hearthgate.watchdog.internal;

import java.io.IOException;

/** What the watchdog can be heard by; its own, so that it needs no other room. */
interface Voice {
    /** {@return what it speaks through, for a person} */
    String name();

    /** Sounds once, a few seconds; returns when it is over. An interrupt ends it. */
    void alarm() throws IOException, InterruptedException;

    /**
     * The drill: proves the way to the speaker.
     *
     * @param silent without a sound, as far as that proves anything
     */
    void test(boolean silent) throws IOException, InterruptedException;
}
