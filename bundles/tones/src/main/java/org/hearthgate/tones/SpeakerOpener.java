package org.hearthgate.tones;

import java.io.IOException;

/** Opens the way to be heard that a home has set, anew each time it was lost. */
@FunctionalInterface
public interface SpeakerOpener {
    /**
     * {@return an open one} May wait.
     *
     * @throws IOException with what was tried, why each did not work, and what to do
     */
    Speaker open() throws IOException;
}
