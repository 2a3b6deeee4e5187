package org.hearthgate.adapter.conversation.gatt;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** Sets a device's clock where it has one that can be set (Current Time, 2A2B), because most are never set by hand. */
public final class CurrentTime {
    private static final UUID SERVICE = GattUuid.of(0x1805);
    private static final UUID CURRENT_TIME = GattUuid.of(0x2A2B);
    private static final Duration RIGHT_ENOUGH = Duration.ofSeconds(60);

    private CurrentTime() {}

    /**
     * Sets the clock where it is wrong and the hub knows better. A device that refuses keeps its time.
     *
     * @throws GattException only when the link is gone
     */
    public static void set(GattSession session, HubClock clock, ZoneId zone)
            throws GattException, InterruptedException {
        if (!clock.trusted() || !session.has(SERVICE, CURRENT_TIME)) {
            return;
        }
        try {
            if (!right(session.read(SERVICE, CURRENT_TIME), clock.now(), zone)) {
                session.write(SERVICE, CURRENT_TIME, octets(clock.now().atZone(zone)));
            }
        } catch (GattException e) {
            if (e.reason() == GattException.Reason.LOST) {
                throw e;
            }
        }
    }

    private static boolean right(byte[] told, Instant now, ZoneId zone) {
        try {
            LocalDateTime here = LocalDateTime.ofInstant(now, zone);
            return FrameReader.littleEndian(told)
                    .dateTime()
                    .local()
                    .filter(there -> Duration.between(there, here).abs().compareTo(RIGHT_ENOUGH) <= 0)
                    .isPresent();
        } catch (FrameException e) {
            return false;
        }
    }

    /** {@return 10 octets: date, time, day of week, 1/256 s, and "set by hand" as the reason} */
    static byte[] octets(ZonedDateTime time) {
        return new byte[] {
            (byte) time.getYear(),
            (byte) (time.getYear() >> 8),
            (byte) time.getMonthValue(),
            (byte) time.getDayOfMonth(),
            (byte) time.getHour(),
            (byte) time.getMinute(),
            (byte) time.getSecond(),
            (byte) time.getDayOfWeek().getValue(),
            (byte) (time.getNano() / 1_000_000 * 256 / 1000),
            1
        };
    }
}
