package org.hearthgate.web.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Puts together everything that can be asked of this room, in one place, so that nothing is served that no test walks over. */
final class Routes {
    private Routes() {}

    /** {@return all routes of this room over these parts} */
    static Router router(Parts parts, WebConfig config) {
        if (config.answerWithinSeconds() < 1) {
            throw new IllegalArgumentException(
                    WebConfig.PID + ": answerWithinSeconds must be at least 1, was " + config.answerWithinSeconds());
        }
        var sessions = new Sessions(config.maxSessions(), Duration.ofDays(config.sessionDays()), System::nanoTime);
        var credentials = new Credentials(parts.access(), sessions);
        byte[] openApi = Assets.read("/org/hearthgate/web/openapi.json");
        var routes = new ArrayList<Route>();
        routes.addAll(new SessionRoutes(parts, sessions, new LogInTries(System::nanoTime)).routes());
        routes.addAll(new PersonRoutes(parts).routes());
        routes.addAll(new ForecastRoutes(parts).routes());
        routes.addAll(new ReportRoutes(parts).routes());
        routes.addAll(new SignalRoutes(parts).routes());
        Duration answerWithin = Duration.ofSeconds(config.answerWithinSeconds());
        routes.addAll(new AlertRoutes(parts, answerWithin).routes());
        routes.addAll(new SeenRoutes(parts).routes());
        routes.addAll(new AlertLogRoutes(parts).routes());
        routes.addAll(new AlarmAuditRoutes(parts).routes());
        routes.addAll(new DutyRoutes(parts).routes());
        routes.addAll(new ChannelRoutes(parts, answerWithin, System::nanoTime).routes());
        routes.addAll(new PendingRoutes(parts, answerWithin).routes());
        routes.addAll(new DoseRoutes(parts, answerWithin).routes());
        routes.addAll(new InboxRoutes(parts).routes());
        routes.addAll(new DeviceRoutes(parts).routes());
        routes.addAll(SettingsRoutes.ofDevices(parts).routes());
        routes.addAll(SettingsRoutes.ofAlarms(parts).routes());
        routes.add(SettingsRoutes.changes(parts));
        routes.addAll(new DeviceSetRoutes(parts).routes());
        routes.addAll(
                new HubRoutes(parts, credentials, Set.of(config.requiredProbes()), version(), () -> openApi).routes());
        return new Router(routes, credentials);
    }

    private static String version() {
        Bundle bundle = FrameworkUtil.getBundle(HubServlet.class);
        return bundle == null ? "development" : bundle.getVersion().toString();
    }
}
