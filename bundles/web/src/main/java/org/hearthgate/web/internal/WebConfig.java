package org.hearthgate.web.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the page, the native REST and the events; all bounds, because everything here is reachable by the whole LAN. */
@ObjectClassDefinition(
        name = "Page, REST and events",
        description = "What /, /hub/v1 and /health allow. Address and port belong to the HTTP server, not here.")
@interface WebConfig {
    String PID = "org.hearthgate.web";

    @AttributeDefinition(name = "Most pages that listen to events at once", min = "1", max = "1000")
    int maxEventClients() default 64;

    @AttributeDefinition(
            name = "Most events that wait for one page",
            description = "A page that falls further behind is cut off; it connects again and reads afresh.",
            min = "16",
            max = "10000")
    int maxEventsWaiting() default 512;

    @AttributeDefinition(
            name = "Most connections to the web server at once",
            description = "Beyond it the oldest that never sent a whole request is closed.",
            min = "64",
            max = "4000")
    int maxConnections() default 512;

    @AttributeDefinition(name = "Most log-ins at once; the oldest is ended for a new one", min = "1", max = "10000")
    int maxSessions() default 200;

    @AttributeDefinition(name = "A log-in lasts (days)", min = "1", max = "400")
    int sessionDays() default 30;

    @AttributeDefinition(name = "Wait for the alert board at most (seconds)", min = "1", max = "60")
    int answerWithinSeconds() default 5;

    @AttributeDefinition(
            name = "Health probes that must be there",
            description = "/health fails while one of these is missing, whatever the others say.")
    String[] requiredProbes() default {"store", "ingest", "alerting"};
}
