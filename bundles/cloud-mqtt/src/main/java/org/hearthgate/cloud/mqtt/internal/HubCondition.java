package org.hearthgate.cloud.mqtt.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;

/**
 * How the hub is, in words that can hold nothing else. A probe's message may name a device, an address or a file, and its name may be
 * anything a bundle chose, so of each probe only the status leaves, under a name from a fixed list.
 *
 * @param overall the worst of all
 * @param alarmPath the worst of those the road to an alert needs
 * @param byName the worst by room
 */
record HubCondition(Health.Status overall, Health.Status alarmPath, SortedMap<String, Health.Status> byName) {
    private static final String ANY_OTHER = "other";
    private static final Set<String> NAMES = Set.of(
            "alerting",
            "backup",
            "bluetooth",
            "clock",
            "cloud",
            "coap",
            "disk",
            "exchange",
            "forecast",
            "home",
            "ingest",
            "insight",
            "nightscout",
            "notify",
            "power",
            "rules",
            "self-test",
            "sounder",
            "store",
            "updater",
            "watchdog",
            "web");

    HubCondition {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    static HubCondition of(Collection<HealthProbe> probes) {
        var overall = Health.Status.OK;
        var alarmPath = Health.Status.OK;
        var byName = new TreeMap<String, Health.Status>();
        for (HealthProbe probe : probes) {
            var status = status(probe);
            overall = worse(overall, status);
            alarmPath = probe.onAlarmPath() ? worse(alarmPath, status) : alarmPath;
            byName.merge(NAMES.contains(probe.name()) ? probe.name() : ANY_OTHER, status, HubCondition::worse);
        }
        return new HubCondition(overall, alarmPath, byName);
    }

    private static Health.Status status(HealthProbe probe) {
        try {
            return probe.check().status();
        } catch (RuntimeException e) { // a probe throws nothing by contract; one that does is not well
            return Health.Status.FAILED;
        }
    }

    private static Health.Status worse(Health.Status one, Health.Status other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
