package org.hearthgate.watchdog.internal;

import java.io.IOException;
import java.time.Duration;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.tones.Alarm;
import org.hearthgate.tones.Speaker;
import org.hearthgate.tones.SpeakerOpener;
import org.hearthgate.tones.Synthesis;

/**
 * The alarm's tones from the copy of them that this bundle carries. Opens the speaker anew for each burst: a sound card that was pulled out
 * and put back is found again, and nobody else is kept from it for long. Confined to one thread at a time.
 */
final class TonesVoice implements Voice {
    /** Louder and sooner said again than a first call: nobody else is calling. */
    private static final int STEP = 1;

    private static final int SEED = 3;
    private static final int AFTERWARDS_MILLIS = 300;
    private static final int TEST_PERCENT = 30;

    private final String name;
    private final SpeakerOpener opener;
    private final int percent;
    private int number;

    /**
     * @param name what it speaks through, for a person
     * @param percent how loud, 0 to 100
     */
    TonesVoice(String name, SpeakerOpener opener, int percent) {
        this.name = name;
        this.opener = opener;
        this.percent = percent;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void alarm() throws IOException, InterruptedException {
        play(new Alarm("watchdog", Priority.HIGH, STEP, percent, SEED).burst(number++, Duration.ZERO));
    }

    @Override
    public void test(boolean silent) throws IOException, InterruptedException {
        play(
                silent
                        ? new byte[0]
                        : new Alarm("watchdog-test", Priority.INFORMATION, 0, Math.min(percent, TEST_PERCENT), SEED)
                                .burst(0, Duration.ZERO));
    }

    private void play(byte[] burst) throws IOException, InterruptedException {
        try (Speaker speaker = opener.open()) {
            speaker.write(burst);
            speaker.write(Synthesis.silence(AFTERWARDS_MILLIS));
            Thread.sleep(burst.length / Synthesis.OCTETS_A_MILLI + AFTERWARDS_MILLIS); // taken is not yet heard
        }
    }
}
