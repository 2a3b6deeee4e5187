package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hearthgate.api.ieee11073.E2eCrc;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.gatt.FakePeripheral;

/** A continuous sensor as the specification describes it, with a memory, whose air can be made bad. */
final class FakeSensor {
    static final String ADDRESS = "00:00:5E:00:53:01";

    final ManualClock clock;
    final FakePeripheral gatt;
    final TreeMap<Integer, Integer> memory = new TreeMap<>();
    private final boolean checked;
    private Instant startedAt;
    private int statusBits;
    private int intervalMinutes = 5;
    private String startValue = "000000000000000000";
    private UnaryOperator<List<byte[]>> air = UnaryOperator.identity();
    private String racpAnswer = "";
    private boolean rangeKnown = true;
    private long lie;

    FakeSensor(ManualClock clock, boolean checked) {
        this.clock = clock;
        this.checked = checked;
        startedAt = clock.now();
        gatt = new FakePeripheral(ADDRESS, clock)
                .having(0x181F, 0x2AA7, "")
                .having(0x181F, 0x2AA8, checked ? hex(E2eCrc.append(bytes("00900159"))) : "00800159ffff")
                .having(0x181F, 0x2AA9, () -> hex(check(status())))
                .having(0x181F, 0x2AAA, () -> hex(check(bytes(startValue))))
                .having(0x181F, 0x2AAB, () -> hex(check(bytes("5001"))))
                .onWrite(0x181F, 0x2AAA, octets -> startValue = hex(Arrays.copyOf(octets, 9)))
                .onWrite(0x181F, 0x2AAC, this::control)
                .onWrite(0x181F, 0x2A52, this::recordAccess)
                .having(0x180A, 0x2A25, hex("SN-4711".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        gatt.having(0x181F, 0x2AAA, () -> hex(check(bytes(startValue))));
    }

    static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private byte[] check(byte[] octets) {
        return checked ? E2eCrc.append(octets) : octets;
    }

    private byte[] status() {
        int offset = (int) (age() + lie);
        return new byte[] {
            (byte) offset,
            (byte) (offset >>> 8),
            (byte) statusBits,
            (byte) (statusBits >>> 8),
            (byte) (statusBits >>> 16)
        };
    }

    int age() {
        return (int) Duration.between(startedAt, clock.now()).toMinutes();
    }

    Instant startedAt() {
        return startedAt;
    }

    FakeSensor every(int minutes) {
        intervalMinutes = minutes;
        return this;
    }

    FakeSensor saying(int bits) {
        statusBits = bits;
        return this;
    }

    FakeSensor startValue(String hex) {
        startValue = hex;
        return this;
    }

    /** From now on it tells an age that is wrong by so many minutes. */
    FakeSensor lyingBy(long minutes) {
        lie = minutes;
        return this;
    }

    FakeSensor overAir(UnaryOperator<List<byte[]>> other) {
        air = other;
        return this;
    }

    /** From now on every request is answered like this. */
    FakeSensor answering(String hex) {
        racpAnswer = hex;
        return this;
    }

    FakeSensor knowingAllRecordsOnly() {
        rangeKnown = false;
        return this;
    }

    /** A new one is put on at the same address. */
    FakeSensor putOnAnew() {
        memory.clear();
        startedAt = clock.now();
        startValue = "000000000000000000";
        return this;
    }

    /** It measures now, whether anybody listens or not. */
    void measures(int mgPerDl) {
        memory.put(age(), mgPerDl);
        send(List.of(record(age(), mgPerDl)));
    }

    /** It measures every interval for so long, unheard. */
    void measuresAlone(int times) {
        for (int time = 0; time < times; time++) {
            clock.advance(Duration.ofMinutes(intervalMinutes));
            memory.put(age(), 100 + age() % 50);
        }
    }

    /** Time passes until its next value, which it sends. */
    FakeSensor then(int mgPerDl) {
        gatt.later(() -> {
            clock.advance(Duration.ofMinutes(intervalMinutes));
            measures(mgPerDl);
        });
        return this;
    }

    /** It is quiet, so that it can be asked. */
    FakeSensor pauses(int times) {
        for (int time = 0; time < times; time++) {
            gatt.later(() -> clock.advance(Duration.ofMillis(200)));
        }
        return this;
    }

    FakeSensor vanishes() {
        gatt.later(gatt::vanishes);
        return this;
    }

    byte[] record(int offset, int mgPerDl) {
        var bare = new byte[] {
            (byte) (checked ? 8 : 6), 0, (byte) mgPerDl, (byte) (mgPerDl >>> 8), (byte) offset, (byte) (offset >>> 8)
        };
        return check(bare);
    }

    void send(List<byte[]> records) {
        air.apply(new ArrayList<>(records)).forEach(octets -> gatt.sends(0x181F, 0x2AA7, hex(octets)));
    }

    private void control(byte[] octets) {
        if (octets[0] == 2) {
            gatt.sends(0x181F, 0x2AAC, hex(check(new byte[] {3, (byte) intervalMinutes})));
        }
    }

    private void recordAccess(byte[] octets) {
        if (octets[0] == 3) {
            return;
        }
        if (!racpAnswer.isEmpty()) {
            if (!racpAnswer.equals("nothing")) {
                gatt.sends(0x181F, 0x2A52, racpAnswer);
            }
            return;
        }
        if (octets[1] != 1 && !rangeKnown) {
            gatt.sends(0x181F, 0x2A52, "06000104");
            return;
        }
        int from = octets[1] == 1 ? 0 : (octets[3] & 0xFF) | (octets[4] & 0xFF) << 8;
        int to = octets[1] == 4 ? (octets[5] & 0xFF) | (octets[6] & 0xFF) << 8 : 0xFFFF;
        Map<Integer, Integer> asked = memory.subMap(from, true, to, true);
        var records = new ArrayList<byte[]>();
        asked.forEach((offset, value) -> records.add(record(offset, value)));
        send(records);
        gatt.sends(0x181F, 0x2A52, asked.isEmpty() ? "06000106" : "06000101");
    }
}
