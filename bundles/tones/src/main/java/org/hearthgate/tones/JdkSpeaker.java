package org.hearthgate.tones;

import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;

/** A sound card through Java itself, for a hub without {@code aplay}. The only class that knows javax.sound, which a small Java lacks. */
final class JdkSpeaker implements Speaker {
    private static final int BUFFER_OCTETS = 200 * Synthesis.OCTETS_A_MILLI;
    private static final AudioFormat FORMAT = new AudioFormat(Synthesis.RATE, 16, 1, true, false);

    private final SourceDataLine line;
    private final String name;

    private JdkSpeaker(SourceDataLine line, String name) {
        this.line = line;
        this.name = name;
    }

    /**
     * {@return the first card whose name contains this; the default one where it is empty} Fails to link where this Java has no sound.
     */
    static JdkSpeaker open(String wanted) throws IOException {
        try {
            SourceDataLine line = wanted.isEmpty() ? AudioSystem.getSourceDataLine(FORMAT) : named(wanted);
            line.open(FORMAT, BUFFER_OCTETS);
            line.start();
            return new JdkSpeaker(line, "Java's sound card" + (wanted.isEmpty() ? "" : " " + wanted));
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new IOException("Java finds no sound card that plays: " + e.getMessage(), e);
        }
    }

    private static SourceDataLine named(String wanted) throws LineUnavailableException, IOException {
        for (Mixer.Info card : AudioSystem.getMixerInfo()) {
            var line = new DataLine.Info(SourceDataLine.class, FORMAT);
            if (card.getName().contains(wanted) && AudioSystem.getMixer(card).isLineSupported(line)) {
                return (SourceDataLine) AudioSystem.getMixer(card).getLine(line);
            }
        }
        throw new IOException("Java knows no sound card called '" + wanted + "'");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(byte[] pcm) throws IOException {
        int taken = line.write(pcm, 0, pcm.length);
        if (taken < pcm.length || !line.isOpen()) {
            throw new IOException(name + " took " + taken + " of " + pcm.length + " octets: it is gone or hung");
        }
    }

    @Override
    public void drain() throws IOException {
        line.drain();
        if (!line.isOpen()) {
            throw new IOException(name + " was let go before all was heard");
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
