package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;

/** What lies ahead of somebody, for whoever may read their glucose. That there is no forecast is an answer too, and says why. */
final class ForecastRoutes {
    private static final Set<Role> READERS = Set.of(Role.FAMILY, Role.CLINICIAN);

    private final Parts parts;

    ForecastRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/hub/v1/persons/{id}/forecast",
                READERS,
                (call, names, caller) -> forecast(caller.person(names.get(0)))));
    }

    private Answer forecast(PersonId person) {
        ForecastAnswer answer = parts.forecasts().now(person);
        ObjectNode json = ForecastJson.answer(answer);
        answer.forecast()
                .ifPresent(forecast -> json.put(
                        "ageSeconds",
                        Duration.between(forecast.newestInputAt(), parts.clock().now())
                                .toSeconds()));
        return Answer.ok(json);
    }
}
