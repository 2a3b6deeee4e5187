package org.hearthgate.tones;

import java.io.IOException;

/** An open way to be heard: a sound card, a program that has one, or a file in its place. */
public interface Speaker extends AutoCloseable {
    /** {@return what it is, for a person who looks for the fault, e.g. {@code aplay default}} */
    String name();

    /**
     * Hands over octets as {@link Synthesis} makes them; returns when they were taken, which is before they are heard. May wait for ever
     * where a driver hangs. One thread.
     *
     * @throws IOException when it is gone or took less than all
     */
    void write(byte[] pcm) throws IOException;

    /**
     * Waits until all that was taken has been heard; nothing is written after it. At once where that is the same, as with a file. One thread;
     * an interrupt may end it.
     *
     * @throws IOException when it went before the end, or does not come to it
     */
    default void drain() throws IOException, InterruptedException {
        // taken is heard
    }

    /** Lets go of it at once; whoever waits in it returns. Any thread. */
    @Override
    void close();
}
