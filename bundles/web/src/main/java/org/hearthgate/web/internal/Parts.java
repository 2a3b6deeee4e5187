package org.hearthgate.web.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DoseCorrections;
import org.hearthgate.api.device.PendingReadings;
import org.hearthgate.api.forecast.Forecasts;
import org.hearthgate.api.household.AccessControl;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.insight.AlarmAudits;
import org.hearthgate.api.insight.GlucoseMetrics;
import org.hearthgate.api.signal.DeviceClock;
import org.hearthgate.api.signal.SensorSignal;
import org.hearthgate.api.store.ObservationStore;

/**
 * What the routes read. The home itself is always there; everything else comes and goes, and a page that can say "the record is not
 * running" is worth more at night than one that is gone with it.
 */
record Parts(
        Household household,
        AccessControl access,
        HubClock clock,
        Supplier<ObservationStore> storeOrNull,
        Supplier<AlertBoard> boardOrNull,
        Supplier<AlertJournal> journalOrNull,
        Supplier<List<AlertRule>> rules,
        Supplier<List<DeviceAdapter>> adapters,
        Supplier<List<HealthProbe>> probes,
        Supplier<List<SensorSignal>> signals,
        Supplier<List<DeviceClock>> clocks,
        Supplier<Commissioning> commissioningOrNull,
        Supplier<List<PendingReadings>> pending,
        Supplier<DoseCorrections> correctionsOrNull,
        Supplier<AlarmAudits> auditsOrNull,
        Supplier<Forecasts> forecastsOrNull,
        Supplier<GlucoseMetrics> metricsOrNull,
        Reach reach) {

    ObservationStore store() {
        return Optional.ofNullable(storeOrNull.get()).orElseThrow(() -> Refused.missing("record (store)"));
    }

    AlertBoard board() {
        return Optional.ofNullable(boardOrNull.get()).orElseThrow(() -> Refused.missing("alerting"));
    }

    AlertJournal journal() {
        return Optional.ofNullable(journalOrNull.get()).orElseThrow(() -> Refused.missing("alert journal"));
    }

    Commissioning commissioning() {
        return Optional.ofNullable(commissioningOrNull.get())
                .orElseThrow(() -> Refused.missing("commissioning (devices and settings)"));
    }

    AlarmAudits audits() {
        return Optional.ofNullable(auditsOrNull.get())
                .orElseThrow(() -> Refused.missing("weekly audit of the alarms (insight)"));
    }

    Forecasts forecasts() {
        return Optional.ofNullable(forecastsOrNull.get()).orElseThrow(() -> Refused.missing("forecast room"));
    }

    GlucoseMetrics metrics() {
        return Optional.ofNullable(metricsOrNull.get())
                .orElseThrow(() -> Refused.missing("reckoning of reports (insight)"));
    }

    Optional<DoseCorrections> corrections() {
        return Optional.ofNullable(correctionsOrNull.get());
    }
}
