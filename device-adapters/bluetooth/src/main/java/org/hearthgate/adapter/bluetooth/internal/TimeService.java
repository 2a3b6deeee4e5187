package org.hearthgate.adapter.bluetooth.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.adapter.bluetooth.internal.bus.Plain;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.hub.HubClock;

/**
 * Tells scales, pens and cuffs the time: they read it from whoever they are connected to (Current Time Service 1.1). A hub that does not
 * know the time itself tells none, since a wrong one would be in their records for good.
 */
final class TimeService {
    static final String PATH = "/org/hearthgate/time";

    private static final String SERVICE_PATH = PATH + "/service0";
    private static final String CURRENT_TIME_PATH = SERVICE_PATH + "/char0";
    private static final String LOCAL_TIME_PATH = SERVICE_PATH + "/char1";
    private static final int MINUTES_OF_A_STEP = 15;
    private static final int UNKNOWN_OFFSET = 255;
    private static final byte ADJUSTED_BY_REFERENCE = 2;

    private final HubClock clock;
    private final Supplier<ZoneId> zone;
    private final Radio radio;
    private final AtomicBoolean notifying = new AtomicBoolean();

    TimeService(HubClock clock, Supplier<ZoneId> zone, Radio radio) {
        this.clock = clock;
        this.zone = zone;
        this.radio = radio;
    }

    /** {@return Current Time: date, time, day of week, 1/256 s, reason of the last adjustment} */
    static byte[] currentTime(Instant now, ZoneId zone, byte reason) {
        ZonedDateTime local = now.atZone(zone);
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) local.getYear())
                .put((byte) local.getMonthValue())
                .put((byte) local.getDayOfMonth())
                .put((byte) local.getHour())
                .put((byte) local.getMinute())
                .put((byte) local.getSecond())
                .put((byte) local.getDayOfWeek().getValue())
                .put((byte) (local.getNano() * 256L / 1_000_000_000L))
                .put(reason)
                .array();
    }

    /** {@return Local Time Information: zone in quarters of an hour, daylight saving as its table has it} */
    static byte[] localTimeInformation(Instant now, ZoneId zone) {
        Duration saving = zone.getRules().getDaylightSavings(now);
        int offset = zone.getRules().getStandardOffset(now).getTotalSeconds() / 60 / MINUTES_OF_A_STEP;
        int table =
                switch ((int) saving.toMinutes()) {
                    case 0 -> 0;
                    case 30 -> 2;
                    case 60 -> 4;
                    case 120 -> 8;
                    default -> UNKNOWN_OFFSET;
                };
        return new byte[] {(byte) offset, (byte) table};
    }

    /** Answers BlueZ; the bus's thread. */
    void asked(BusCall call) {
        switch (call.type()) {
            case Bluez.OBJECTS + ".GetManagedObjects" -> call.answer("a{oa{sa{sv}}}", objects());
            case Bluez.CHARACTERISTIC + ".ReadValue" -> read(call);
            case Bluez.CHARACTERISTIC + ".StartNotify" -> {
                notifying.set(true);
                call.answer("");
            }
            case Bluez.CHARACTERISTIC + ".StopNotify" -> {
                notifying.set(false);
                call.answer("");
            }
            default -> call.refuse("org.freedesktop.DBus.Error.UnknownMethod", "the hub only tells the time");
        }
    }

    private static Map<String, Map<String, Map<String, Object>>> objects() {
        return Map.of(
                SERVICE_PATH,
                Map.of(Bluez.SERVICE, Map.of("UUID", text(0x1805), "Primary", new Object[] {"b", true})),
                CURRENT_TIME_PATH,
                characteristic(0x2A2B, List.of("read", "notify")),
                LOCAL_TIME_PATH,
                characteristic(0x2A0F, List.of("read")));
    }

    private static Map<String, Map<String, Object>> characteristic(int number, List<String> flags) {
        return Map.of(
                Bluez.CHARACTERISTIC,
                Map.of("UUID", text(number), "Service", new Object[] {"o", SERVICE_PATH}, "Flags", new Object[] {
                    "as", flags
                }));
    }

    private static Object[] text(int number) {
        return new Object[] {"s", GattUuid.of(number).toString()};
    }

    private void read(BusCall call) {
        if (!clock.trusted()) {
            call.refuse(Bluez.ERROR + "Failed", "the hub does not know the time");
            return;
        }
        byte[] value = call.path().equals(LOCAL_TIME_PATH)
                ? localTimeInformation(clock.now(), zone.get())
                : currentTime(clock.now(), zone.get(), (byte) 0);
        int from = call.arguments().isEmpty()
                ? 0
                : Plain.byText(call.arguments().get(0)).getOrDefault("offset", 0) instanceof Number offset
                        ? offset.intValue()
                        : 0;
        if (from > value.length) {
            call.refuse(Bluez.ERROR + "InvalidOffset", "the time has " + value.length + " octets");
        } else {
            call.answer("ay", (Object) Arrays.copyOfRange(value, from, value.length));
        }
    }

    /** The hub's clock was set: tells whoever wants to be told. */
    void clockStepped() {
        if (notifying.get() && clock.trusted()) {
            byte[] value = currentTime(clock.now(), zone.get(), ADJUSTED_BY_REFERENCE);
            radio.signal(
                    CURRENT_TIME_PATH,
                    Bluez.PROPERTIES,
                    "PropertiesChanged",
                    "sa{sv}as",
                    Bluez.CHARACTERISTIC,
                    Map.of("Value", new Object[] {"ay", value}),
                    List.of());
        }
    }
}
