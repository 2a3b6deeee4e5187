package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattUuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What never leaves the house. */
@Timeout(60)
class WriteGuardTest {
    private static boolean allowed(int service, int characteristic, byte... octets) {
        try {
            WriteGuard.check(GattName.of(service, characteristic), octets);
            return true;
        } catch (GattException e) {
            assertThat(e.reason()).isEqualTo(GattException.Reason.FORBIDDEN);
            assertThat(e.getMessage()).contains("never written");
            return false;
        }
    }

    private static Set<Integer> operations(int service, int characteristic, int length) {
        var operations = new TreeSet<Integer>();
        for (int operation = 0; operation < 256; operation++) {
            byte[] octets = new byte[length];
            octets[0] = (byte) operation;
            if (allowed(service, characteristic, octets)) {
                operations.add(operation);
            }
        }
        return operations;
    }

    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource({
        "1808, 2A52, 1 3 4 7", // records of a meter: not 2, which deletes
        "181F, 2A52, 1 3 4 7", // records of a sensor
        "1822, 2A52, 1 3 4 7", // spot checks of an oximeter
        "181F, 2AAC, 2 5 8 11 14 17 20 23", // the get side; not 1, 4, 7, 10 and so on, which set or calibrate, not 25
        // to 27
        "181C, 2A9F, 1 2" // users of a scale: not 3 and 5, which delete
    })
    void a_control_point_takes_these_operations_and_no_other(String service, String characteristic, String operations) {
        var expected = Stream.of(operations.split(" ")).map(Integer::valueOf).toList();
        for (int length = 1; length <= 20; length++) {
            assertThat(operations(Integer.parseInt(service, 16), Integer.parseInt(characteristic, 16), length))
                    .as("in %d octets", length)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(operations(Integer.parseInt(service, 16), Integer.parseInt(characteristic, 16), 21))
                .isEmpty();
    }

    @Test
    void clocks_and_users_are_set_in_their_own_length_only() {
        assertThat(lengths(0x181F, 0x2AAA)).containsExactly(9, 11);
        assertThat(lengths(0x1805, 0x2A2B)).containsExactly(10);
        assertThat(lengths(0x181C, 0x2A85)).containsExactly(4);
        assertThat(lengths(0x181C, 0x2A99)).containsExactly(4);
        assertThat(lengths(0x181C, 0x2A8E)).containsExactly(2);
        assertThat(lengths(0x181C, 0x2A98)).containsExactly(2);
    }

    private static List<Integer> lengths(int service, int characteristic) {
        return IntStream.range(0, 64)
                .filter(length -> allowed(service, characteristic, new byte[length]))
                .boxed()
                .toList();
    }

    /** Every assigned number of every service there is, with every first octet: only what is named above gets through. */
    @Test
    void whatever_is_not_on_the_list_is_refused() {
        var open = new TreeSet<String>();
        for (int service = 0x1800; service <= 0x18FF; service++) {
            for (int characteristic = 0x2A00; characteristic <= 0x2CFF; characteristic++) {
                GattName name = GattName.of(service, characteristic);
                for (int length : new int[] {1, 2, 4, 9, 10}) {
                    byte[] octets = new byte[length];
                    octets[0] = 1;
                    if (allowed(service, characteristic, octets)) {
                        open.add(name.toString());
                    }
                    octets[0] = 2;
                    if (allowed(service, characteristic, octets)) {
                        open.add(name.toString());
                    }
                }
            }
        }
        assertThat(open)
                .containsExactly(
                        "1805/2A2B",
                        "1808/2A52",
                        "181C/2A85",
                        "181C/2A8E",
                        "181C/2A98",
                        "181C/2A99",
                        "181C/2A9F",
                        "181F/2A52",
                        "181F/2AAA",
                        "181F/2AAC",
                        "1822/2A52");
        assertThat(open).as("insulin delivery").noneMatch(name -> name.startsWith("183A"));
    }

    @Test
    void no_empty_value_and_no_unknown_service_is_written() {
        assertThat(allowed(0x181F, 0x2A52)).isFalse();
        assertThatThrownBy(() -> WriteGuard.check(
                        new GattName(java.util.UUID.randomUUID(), GattUuid.of(0x2A52)), new byte[] {1, 1}))
                .isInstanceOf(GattException.class);
        assertThatCode(() -> WriteGuard.check(GattName.of(0x181F, 0x2A52), new byte[] {1, 1}))
                .doesNotThrowAnyException();
    }

    /** The record of the bus is the proof: what a dialogue tried, and what arrived at the device. */
    @Test
    void what_is_refused_never_reaches_the_bus() throws Exception {
        try (var radios = new Radios()) {
            Peripheral pump = radios.bluez.peripheral("00:00:5E:00:53:01");
            for (int[] name : new int[][] {
                {0x181F, 0x2A52},
                {0x181F, 0x2AAC},
                {0x1808, 0x2A52},
                {0x181C, 0x2A9F},
                {0x183A, 0x2B25},
                {0x183A, 0x2B27}
            }) {
                pump.having(name[0], name[1], "", "indicate", "write");
            }
            pump.bonded();
            var refused = new CopyOnWriteArrayList<String>();
            Talker reckless = Talker.keeping(session -> {
                for (int[] name : new int[][] {
                    {0x181F, 0x2A52},
                    {0x181F, 0x2AAC},
                    {0x1808, 0x2A52},
                    {0x181C, 0x2A9F},
                    {0x183A, 0x2B25},
                    {0x183A, 0x2B27}
                }) {
                    for (int operation = 0; operation < 256; operation++) {
                        try {
                            session.write(GattUuid.of(name[0]), GattUuid.of(name[1]), new byte[] {(byte) operation, 1});
                        } catch (GattException e) {
                            refused.add(e.reason().name());
                        }
                    }
                }
                refused.add("end");
                session.next(java.time.Duration.ofMinutes(1));
            });

            radios.link.hold(new BluetoothAddress("00:00:5E:00:53:01"), reckless);

            soon().until(() -> refused.contains("end"));
            assertThat(refused).hasSize(6 * 256 - 4 - 8 - 4 - 2 + 1);
            assertThat(radios.bluez.writes()).hasSize(4 + 8 + 4 + 2);
            assertThat(radios.bluez.writes())
                    .allMatch(write -> write.type().equals("request"))
                    .allMatch(write -> !GattUuid.text(write.service()).equals("183A"))
                    .noneMatch(write -> GattUuid.text(write.characteristic()).equals("2A52")
                            && HexFormat.of().formatHex(write.octets()).startsWith("02"));
        }
    }

    /** A guard helps only if there is no second door. */
    @Test
    void octets_leave_at_one_place_of_the_source() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> doors = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(WriteGuardTest::writes)
                    .map(file -> file.getFileName().toString())
                    .toList();
            assertThat(doors).containsExactly("BluezSession.java");
        }
    }

    private static boolean writes(Path file) {
        try {
            String source = Files.readString(file);
            return source.contains("\"WriteValue\"")
                    || source.contains("AcquireWrite")
                    || source.contains("GattDescriptor1");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
