package org.hearthgate.tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.hearthgate.api.alert.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakersTest {
    private static final byte[] BURST = Synthesis.octets(Synthesis.samples(Burst.of(Priority.HIGH, 0), 0.5));

    @TempDir
    Path folder;

    /** A program in the place of aplay. */
    private String aplay(String script) throws IOException {
        Path program = folder.resolve("aplay");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return folder + ":/usr/bin:/bin";
    }

    @Test
    void aplay_is_given_exactly_the_octets_and_told_what_they_are() throws IOException {
        Path heard = folder.resolve("heard");
        String path = aplay("echo \"$@\" > '" + folder + "/asked'; exec cat > '" + heard + "'");
        try (Speaker speaker = Speakers.of("aplay:hw:1,0", path).open()) {
            speaker.write(BURST);
            await().until(() -> Files.exists(heard) && Files.size(heard) == BURST.length);
        }
        assertThat(Files.readAllBytes(heard)).isEqualTo(BURST);
        assertThat(Files.readString(folder.resolve("asked")))
                .contains("-D hw:1,0", "-t raw", "-f S16_LE", "-c 1", "-r 48000");
    }

    @Test
    void an_aplay_that_cannot_open_its_card_says_why() throws IOException {
        String path = aplay("echo 'ALSA lib confmisc.c: cannot find card 7' >&2; exit 1");
        assertThatThrownBy(() -> Speakers.of("aplay:hw:7", path).open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hw:7")
                .hasMessageContaining("code 1")
                .hasMessageContaining("cannot find card 7");
    }

    @Test
    void an_aplay_that_dies_in_the_middle_is_noticed_by_the_next_write() throws IOException {
        String path = aplay("head -c 4800 > /dev/null; echo 'write error: No such device' >&2; exit 1");
        try (Speaker speaker = Speakers.of("aplay", path).open()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            speaker.write(BURST);
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ended");
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> speaker.write(BURST)).hasMessageContaining("No such device"));
        }
    }

    @Test
    void what_aplay_has_taken_is_heard_to_its_end_before_drain_returns() throws Exception {
        Path heard = folder.resolve("heard");
        String path = aplay("cat > '" + heard + "'; mv '" + heard + "' '" + folder + "/heard-to-the-end'");
        try (Speaker speaker = Speakers.of("aplay", path).open()) {
            speaker.write(BURST);
            speaker.drain();
            assertThat(folder.resolve("heard-to-the-end")).hasBinaryContent(BURST);
            assertThatThrownBy(() -> speaker.write(BURST)).hasMessageContaining("ended with code 0");
        }
    }

    @Test
    void an_aplay_that_loses_its_card_before_the_end_says_why() throws Exception {
        String path = aplay("cat > /dev/null; echo 'write error: No such device' >&2; exit 1");
        try (Speaker speaker = Speakers.of("aplay", path).open()) {
            speaker.write(BURST);
            assertThatThrownBy(speaker::drain)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("code 1")
                    .hasMessageContaining("No such device");
        }
    }

    @Test
    void an_aplay_that_does_not_come_to_the_end_is_not_waited_for() throws Exception {
        aplay("cat > /dev/null; exec sleep 60");
        try (var speaker = new AplaySpeaker(folder.resolve("aplay").toString(), "hw:1,0", Duration.ofMillis(200))) {
            speaker.write(BURST);
            assertThatThrownBy(speaker::drain)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("hw:1,0")
                    .hasMessageContaining("its driver hangs");
        }
    }

    @Test
    void whoever_waits_for_the_end_of_the_sound_can_be_interrupted() throws Exception {
        String path = aplay("cat > /dev/null; exec sleep 60");
        try (Speaker speaker = Speakers.of("aplay", path).open()) {
            speaker.write(BURST);
            Thread.currentThread().interrupt();
            assertThatThrownBy(speaker::drain).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void closing_ends_a_write_that_waits() throws Exception {
        String path = aplay("exec sleep 60");
        Speaker speaker = Speakers.of("aplay", path).open();
        var writer = new Thread(
                () -> {
                    try {
                        while (true) {
                            speaker.write(BURST);
                        }
                    } catch (IOException e) {
                        return; // let go
                    }
                },
                "a-write-that-waits");
        writer.start();
        await().until(() -> writer.getState() != Thread.State.NEW);
        speaker.close();
        writer.join(Duration.ofSeconds(5).toMillis());
        assertThat(writer.isAlive()).isFalse();
    }

    @Test
    void without_anything_to_sound_with_each_way_says_what_is_missing() {
        assertThatThrownBy(() -> Speakers.of("aplay", folder.toString()).open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("aplay is not installed")
                .hasMessageContaining("alsa-utils");
        assertThatThrownBy(() -> Speakers.of("jdk:no such card", "").open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such card");
    }

    @Test
    void a_file_can_be_played_by_any_player_after_every_write() throws Exception {
        Path wav = folder.resolve("proof/alarm.wav");
        try (Speaker speaker = Speakers.of("file:" + wav).open()) {
            for (int i = 1; i <= 3; i++) {
                speaker.write(BURST);
                try (var sound = AudioSystem.getAudioInputStream(wav.toFile())) {
                    AudioFormat format = sound.getFormat();
                    assertThat(format.getSampleRate()).isEqualTo(48_000f);
                    assertThat(format.getChannels()).isEqualTo(1);
                    assertThat(format.getSampleSizeInBits()).isEqualTo(16);
                    assertThat(sound.getFrameLength()).isEqualTo((long) i * BURST.length / 2);
                }
            }
        }
        byte[] octets = Files.readAllBytes(wav);
        assertThat(ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
                .isEqualTo(octets.length - 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "loud", "file", "file:", "alsa:hw:0"})
    void a_setting_that_names_nothing_is_refused_with_what_it_may_be(String setting) {
        assertThatThrownBy(() -> Speakers.of(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("aplay:DEVICE");
    }
}
