package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a client learns about the site before it uses it. The version is the Nightscout whose interface this is: xDrip refuses old ones
 * and sends treatments only where the careportal is enabled.
 */
record StatusDocument(NightscoutServlet.Config config) {
    private static final String COMPATIBLE_VERSION = "15.0.7";

    ObjectNode at(Instant now) {
        ObjectNode status = WireJson.MAPPER
                .createObjectNode()
                .put("status", "ok")
                .put("name", "Hearthgate")
                .put("version", COMPATIBLE_VERSION)
                .put("serverTime", EntryDocument.iso(now))
                .put("serverTimeEpoch", now.toEpochMilli())
                .put("apiEnabled", true)
                .put("careportalEnabled", true)
                .put("boluscalcEnabled", false);
        ObjectNode settings = status.putObject("settings")
                .put("units", config.units())
                .put("timeFormat", 24)
                .put("customTitle", "Hearthgate");
        settings.putObject("thresholds")
                .put("bgHigh", config.bgHighMgPerDl())
                .put("bgTargetTop", config.bgTargetTopMgPerDl())
                .put("bgTargetBottom", config.bgTargetBottomMgPerDl())
                .put("bgLow", config.bgLowMgPerDl());
        settings.putArray("enable").add("careportal");
        status.putObject("extendedSettings");
        return status.putNull("authorized").put("runtimeState", "loaded");
    }

    /** {@return how xDrip names the unit in the first reading that it serves} */
    String unitsHint() {
        return config.units().startsWith("mmol") ? "mmol" : "mgdl";
    }
}
