package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import org.hearthgate.api.household.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may set which alarm. The family of these tests reaches Anna alone, of Anna and Ben. */
class AlarmSettingsTest {
    private static final String SETTINGS = "/hub/v1/alarms/settings/";

    private final Home home = new Home();
    private final FakeDesk desk = new FakeDesk();

    @BeforeEach
    void desk() {
        home.commissioning = desk;
    }

    @ParameterizedTest(name = "{0} sets {1} with {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "FAMILY | org.hearthgate.limits~anna | {\"person\":\"anna\"} | 200",
                "FAMILY | org.hearthgate.limits~anna | {\"person\":\"ben\"} | 403",
                "FAMILY | org.hearthgate.rule.home~x | {\"persons\":[\"anna\"]} | 200",
                "FAMILY | org.hearthgate.rule.home~x | {\"persons\":[\"anna\",\"ben\"]} | 403",
                "FAMILY | org.hearthgate.rule.home~x | {\"persons\":[]} | 403",
                "FAMILY | org.hearthgate.rule.low | {\"belowMgPerDl\":75} | 403",
                "FAMILY | org.hearthgate.adapter.toy~anna | {\"person\":null} | 403",
                "INSTALLER | org.hearthgate.rule.low | {\"belowMgPerDl\":75} | 403",
                "INSTALLER | org.hearthgate.limits~anna | {\"person\":\"anna\"} | 403",
                "INSTALLER | org.hearthgate.notify.sounder | {\"volumePercent\":80} | 200",
                "CLINICIAN | org.hearthgate.limits~anna | {\"person\":\"anna\"} | 403",
                "FLEET | org.hearthgate.notify.sounder | {\"volumePercent\":80} | 403",
            })
    void sets_what_is_theirs(Role role, String pid, String values, int status) {
        Answer.Reply reply =
                home.reply(post(SETTINGS + pid, "{\"values\":" + values + "}").as(role));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(desk.asked).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void one_who_reaches_everybody_sets_what_concerns_everybody() {
        home.access.give("both", Role.FAMILY, ANNA, BEN);

        assertThat(home.reply(post(SETTINGS + "org.hearthgate.rule.low", "{\"values\":{\"belowMgPerDl\":75}}")
                                .header("authorization", "Bearer both"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_installer_sees_channels_and_no_limit() {
        assertThat(Home.json(home.reply(get("/hub/v1/alarms/settings").as(Role.INSTALLER)))
                        .path("settings"))
                .isEmpty();
        assertThat(Home.json(home.reply(get("/hub/v1/alarms/settings").as(Role.FAMILY)))
                        .path("settings"))
                .hasSize(1);
    }
}
