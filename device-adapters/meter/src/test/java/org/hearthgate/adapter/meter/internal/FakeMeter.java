package org.hearthgate.adapter.meter.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.gatt.FakePeripheral;

/** A blood glucose meter as the specification describes it, with a memory, whose air can be made bad. */
final class FakeMeter {
    static final String ADDRESS = "00:00:5E:00:53:02";
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    final ManualClock clock;
    final FakePeripheral gatt;
    final List<Stored> memory = new ArrayList<>();
    private int next = 1;
    private Duration clockError = Duration.ZERO;
    private UnaryOperator<List<Sent>> air = UnaryOperator.identity();
    private String answer = "";
    private String busyThen = "";
    private boolean firstKnown = true;
    private boolean rangeKnown = true;
    private int linkHolds = Integer.MAX_VALUE;

    /** One record of its memory: octets of the measurement, and of its context where it has one, else none. */
    record Stored(int sequence, int mgPerDl, byte[] measurement, byte[] context) {}

    /** One value on the air. */
    record Sent(int characteristic, byte[] octets) {}

    FakeMeter(ManualClock clock) {
        this.clock = clock;
        gatt = new FakePeripheral(ADDRESS, clock)
                .having(0x1808, 0x2A18, "")
                .having(0x1808, 0x2A34, "")
                .having(0x1808, 0x2A51, "0000")
                .onWrite(0x1808, 0x2A52, this::recordAccess);
    }

    FakeMeter numbering(int sequence) {
        next = sequence;
        return this;
    }

    /** Its clock is wrong by so much from now on. */
    FakeMeter wrongBy(Duration error) {
        clockError = error;
        return this;
    }

    FakeMeter overAir(UnaryOperator<List<Sent>> other) {
        air = other;
        return this;
    }

    FakeMeter answering(String hex) {
        answer = hex;
        return this;
    }

    FakeMeter busyOnce() {
        busyThen = "0600010a";
        return this;
    }

    FakeMeter knowingNeitherFirstNorRange() {
        firstKnown = false;
        rangeKnown = false;
        return this;
    }

    /** The link is lost after so many values of the next connection. */
    FakeMeter losingTheLinkAfter(int values) {
        linkHolds = values;
        return this;
    }

    /** Its memory is emptied and its numbers begin anew. */
    void reset() {
        memory.clear();
        next = 1;
    }

    FakeMeter measures(int mgPerDl) {
        return stores(mgPerDl, 0x11, new byte[0]);
    }

    FakeMeter measuresWithContext(int mgPerDl, String flags, String fields) {
        return stores(mgPerDl, 0x11, HexFormat.of().parseHex(flags + "0000" + fields));
    }

    /** @param from type and location of the sample */
    FakeMeter stores(int mgPerDl, int from, byte[] context) {
        clock.advance(Duration.ofMinutes(7));
        int sequence = next;
        next = next + 1 & 0xFFFF;
        var local = LocalDateTime.ofInstant(clock.now().plus(clockError), ZONE);
        var octets = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
        octets.put((byte) (context.length > 0 ? 0x12 : 0x02)).putShort((short) sequence);
        octets.putShort((short) local.getYear());
        octets.put((byte) local.getMonthValue()).put((byte) local.getDayOfMonth());
        octets.put((byte) local.getHour()).put((byte) local.getMinute()).put((byte) local.getSecond());
        octets.putShort((short) (0xB000 | mgPerDl & 0xFFF)).put((byte) from);
        if (context.length > 0) {
            context[1] = (byte) sequence;
            context[2] = (byte) (sequence >>> 8);
        }
        memory.add(new Stored(sequence, mgPerDl, octets.array(), context));
        return this;
    }

    private void recordAccess(byte[] octets) {
        if (octets[0] == 3) {
            return;
        }
        if (!busyThen.isEmpty()) {
            gatt.sends(0x1808, 0x2A52, busyThen);
            busyThen = "";
            return;
        }
        if (!answer.isEmpty()) {
            if (!answer.equals("nothing")) {
                gatt.sends(0x1808, 0x2A52, answer);
            }
            return;
        }
        boolean known =
                octets[1] == 1 || octets[1] == 3 || octets[1] == 4 && rangeKnown || octets[1] == 5 && firstKnown;
        known |= octets[1] == 6 && firstKnown;
        if (!known) {
            gatt.sends(0x1808, 0x2A52, "06000104");
            return;
        }
        send(asked(octets));
    }

    private List<Stored> asked(byte[] octets) {
        int from = octets.length < 5 ? 0 : (octets[3] & 0xFF) | (octets[4] & 0xFF) << 8;
        int to = octets.length < 7 ? 0xFFFF : (octets[5] & 0xFF) | (octets[6] & 0xFF) << 8;
        return switch (octets[1]) {
            case 5 -> memory.stream().limit(1).toList();
            case 6 -> memory.stream().skip(Math.max(0, memory.size() - 1)).toList();
            default ->
                memory.stream()
                        .filter(stored -> stored.sequence() >= from && stored.sequence() <= to)
                        .toList();
        };
    }

    private void send(List<Stored> asked) {
        var sent = new ArrayList<Sent>();
        for (Stored stored : asked) {
            sent.add(new Sent(0x2A18, stored.measurement()));
            if (stored.context().length > 0) {
                sent.add(new Sent(0x2A34, stored.context()));
            }
        }
        for (Sent one : air.apply(sent)) {
            if (linkHolds-- <= 0) {
                linkHolds = Integer.MAX_VALUE;
                gatt.vanishes();
                return;
            }
            gatt.sends(0x1808, one.characteristic(), HexFormat.of().formatHex(one.octets()));
        }
        gatt.sends(0x1808, 0x2A52, asked.isEmpty() ? "06000106" : "06000101");
    }
}
