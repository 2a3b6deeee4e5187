package org.hearthgate.watchdog.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
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

    /** So soon a burst ends when it is told to. */
    private static final int PART_OCTETS = 100 * Synthesis.OCTETS_A_MILLI;

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
            for (int from = 0; from < burst.length; from += PART_OCTETS) {
                heedInterrupt();
                speaker.write(Arrays.copyOfRange(burst, from, Math.min(burst.length, from + PART_OCTETS)));
            }
            speaker.write(Synthesis.silence(AFTERWARDS_MILLIS));
            speaker.drain(); // taken is not yet heard
        } catch (IOException e) {
            heedInterrupt(); // a program that was interrupted at its start has not failed
            throw e;
        }
    }

    /** A card that takes sound does not look whether it is still wanted. */
    private static void heedInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("told to be silent");
        }
    }
}
