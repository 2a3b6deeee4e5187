package org.hearthgate.adapter.phone.internal;

import java.time.Instant;
import java.util.List;

/** Elements of {@code sgv.json} as the apps write them. */
final class Sgv {
    private Sgv() {}

    /** {@return one element of xDrip+, without the brackets} */
    static String xdrip(Instant at, int mgPerDl) {
        return "{\"_id\":\"" + new java.util.UUID(7, at.toEpochMilli())
                + "\",\"device\":\"Dexcom G6\",\"dateString\":\"" + at + "\",\"sysTime\":\"" + at + "\",\"date\":"
                + at.toEpochMilli()
                + ",\"sgv\":" + mgPerDl
                + ",\"delta\":-1.993,\"direction\":\"Flat\",\"noise\":1,\"filtered\":104000,\"unfiltered\":104000,\"rssi\":100,"
                + "\"type\":\"sgv\"}";
    }

    /** {@return one element of Juggluco, whose id holds the sensor} */
    static String juggluco(String sensor, int number, Instant at, int mgPerDl) {
        return "{\"_id\":\"" + sensor + "#" + number + "\",\"device\":\"Juggluco\",\"dateString\":\"" + at
                + "\",\"date\":"
                + at.toEpochMilli() + ",\"sgv\":" + mgPerDl
                + ",\"delta\":0.5,\"direction\":\"Flat\",\"noise\":1,\"filtered\":0,\"unfiltered\":0,\"rssi\":100,\"type\":\"sgv\"}";
    }

    static String list(List<String> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    static String list(String... elements) {
        return list(List.of(elements));
    }
}
