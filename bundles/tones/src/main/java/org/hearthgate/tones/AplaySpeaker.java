package org.hearthgate.tones;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code aplay} of alsa-utils, fed through a pipe. A driver that hangs or crashes then hangs or crashes a program that can be
 * ended, and not the hub.
 */
final class AplaySpeaker implements Speaker {
    /** What it holds back before it sounds; it begins when so much has come. */
    static final int BUFFER_MILLIS = 120;

    /** One that cannot open its card says so and is gone within this time. */
    private static final int SETTLE_MILLIS = 150;

    private static final int LAST_WORDS_MILLIS = 500;

    /** A pipe and a buffer hold less than a second. */
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(5);

    private final String device;
    private final Duration drainedWithin;
    private final Process process;
    private final OutputStream pipe;
    private final Thread listener;
    private volatile String lastWords = "";

    /**
     * @param program its path or name
     * @param device as {@code aplay -L} names it
     */
    AplaySpeaker(String program, String device) throws IOException {
        this(program, device, DRAINED_WITHIN);
    }

    AplaySpeaker(String program, String device, Duration drainedWithin) throws IOException {
        this.device = device;
        this.drainedWithin = drainedWithin;
        List<String> command = List.of(
                program,
                "-q",
                "-D",
                device,
                "-t",
                "raw",
                "-f",
                "S16_LE",
                "-c",
                "1",
                "-r",
                Integer.toString(Synthesis.RATE),
                "--buffer-time=" + BUFFER_MILLIS * 1000,
                "--period-time=" + BUFFER_MILLIS * 250,
                "-");
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        pipe = process.getOutputStream();
        listener = new Thread(this::listen, "tones-aplay-says");
        listener.setDaemon(true);
        listener.start();
        settle();
    }

    private void settle() throws IOException {
        try {
            if (process.waitFor(SETTLE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw gone();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while aplay was starting", e);
        }
    }

    /** What it says must be read, or one day it waits for us; the last of it tells why it died. */
    private void listen() {
        try (var words = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = words.readLine(); line != null; line = words.readLine()) {
                if (!line.isBlank() && !line.contains("underrun")) {
                    lastWords = line.strip();
                }
            }
        } catch (IOException e) {
            return; // it has ended
        }
    }

    private IOException gone(IOException brokenPipe) {
        IOException gone = gone();
        gone.addSuppressed(brokenPipe);
        return gone;
    }

    private IOException gone() {
        if (!process.isAlive()) {
            hearItOut();
        }
        return new IOException("aplay on device '" + device + "' ended"
                + (process.isAlive() ? "" : " with code " + process.exitValue())
                + (lastWords.isEmpty() ? "" : ": " + lastWords));
    }

    /** Why it ended is said in its last words, which may still be on their way. */
    private void hearItOut() {
        try {
            listener.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "aplay " + device;
    }

    @Override
    public void write(byte[] pcm) throws IOException {
        if (!process.isAlive()) {
            throw gone();
        }
        try {
            pipe.write(pcm);
            pipe.flush();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** At the end of what it is given it sounds what it holds, and ends. */
    @Override
    public void drain() throws IOException, InterruptedException {
        try {
            pipe.close();
        } catch (IOException e) {
            throw gone(e);
        }
        if (!process.waitFor(drainedWithin.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("aplay on device '" + device + "' has not come to the end of the sound within "
                    + drainedWithin.toMillis() + " ms: its driver hangs; try another card");
        }
        if (process.exitValue() != 0) {
            throw gone();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
