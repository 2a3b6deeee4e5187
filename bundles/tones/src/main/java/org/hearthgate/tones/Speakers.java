package org.hearthgate.tones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the way to be heard that a home's setting names: {@code auto}, {@code aplay}, {@code aplay:DEVICE}, {@code jdk}, {@code jdk:CARD} or
 * {@code file:/path.wav}. {@code auto} takes what works, {@code aplay} first, because a driver that hangs then hangs another program.
 */
public final class Speakers implements SpeakerOpener {
    private static final Path CARDS = Path.of("/dev/snd");
    private static final String DEFAULT = "default";

    private final String setting;
    private final List<SpeakerOpener> ways;

    private Speakers(String setting, List<SpeakerOpener> ways) {
        this.setting = setting;
        this.ways = List.copyOf(ways);
    }

    /**
     * {@return the way that a setting names}
     *
     * @throws IllegalArgumentException when it names none
     */
    public static Speakers of(String setting) {
        return of(setting, System.getenv("PATH"));
    }

    static Speakers of(String setting, String searched) {
        String[] parts = setting.strip().split(":", 2);
        String device = parts.length < 2 ? "" : parts[1];
        String named = device.isEmpty() ? DEFAULT : device;
        List<SpeakerOpener> ways =
                switch (parts[0]) {
                    case "auto" -> List.of(() -> aplay(searched, DEFAULT), Speakers::anyCardOfJava);
                    case "aplay" -> List.of(() -> aplay(searched, named));
                    case "jdk" -> List.of(() -> JdkSpeaker.open(device));
                    case "file" -> List.of(() -> new WavSpeaker(Path.of(device)));
                    default -> List.of();
                };
        boolean nameless = parts[0].equals("file") && device.isEmpty();
        if (ways.isEmpty() || nameless) {
            throw new IllegalArgumentException(
                    "the sounder's device must be auto, aplay, aplay:DEVICE, jdk, jdk:CARD or"
                            + " file:/path.wav, was '" + setting + "'");
        }
        return new Speakers(setting, ways);
    }

    private static Speaker aplay(String searched, String device) throws IOException {
        return new AplaySpeaker(
                program(searched)
                        .orElseThrow(() -> new IOException("aplay is not installed (Debian package alsa-utils)"))
                        .toString(),
                device);
    }

    private static Optional<Path> program(String searched) {
        for (String folder : searched == null ? new String[0] : searched.split(java.io.File.pathSeparator)) {
            Path program = Path.of(folder, "aplay");
            if (Files.isExecutable(program) && Files.isRegularFile(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /** Where the system has no card, Java's sound is not even loaded: it costs memory that a hub needs for better things. */
    private static Speaker anyCardOfJava() throws IOException {
        if (Files.notExists(CARDS)) {
            throw new IOException("the system knows no sound card (" + CARDS + " is missing)");
        }
        return JdkSpeaker.open("");
    }

    @Override
    public Speaker open() throws IOException {
        var why = new ArrayList<String>();
        for (SpeakerOpener way : ways) {
            try {
                return way.open();
            } catch (IOException e) {
                why.add(e.getMessage());
            } catch (LinkageError e) {
                why.add("this Java has no sound (its module java.desktop is missing)");
            }
        }
        throw new IOException("nothing to sound with (device: " + setting + "): " + String.join("; ", why));
    }
}
