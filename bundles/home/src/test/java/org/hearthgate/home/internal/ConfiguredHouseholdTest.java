package org.hearthgate.home.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hearthgate.home.internal.Configs.config;
import static org.hearthgate.home.internal.Configs.person;

import java.time.ZoneId;
import java.util.Map;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.PersonId;
import org.junit.jupiter.api.Test;

class ConfiguredHouseholdTest {
    private final ConfiguredHousehold household = household(Map.of("zone", "Europe/Berlin"));

    private static ConfiguredHousehold household(Map<String, Object> values) {
        return new ConfiguredHousehold(config(HomeConfig.class, values));
    }

    @Test
    void lists_its_people_by_id_as_they_come_and_go() {
        ConfiguredPerson ben = person("ben", "ben", "Ben");
        household.add(ben);
        household.add(person("anna", "anna", "Anna"));
        assertThat(household.people()).extracting(Person::name).containsExactly("Anna", "Ben");
        household.remove(ben);
        assertThat(household.people()).extracting(Person::name).containsExactly("Anna");
        assertThat(household.person(new PersonId("ben"))).isEmpty();
    }

    @Test
    void takes_the_first_of_two_with_one_id_whatever_their_order_and_the_second_when_it_has_gone() {
        ConfiguredPerson first = person("a", "anna", "Anna");
        ConfiguredPerson second = person("b", "anna", "Another Anna");
        household.add(second);
        household.add(first);
        assertThat(household.people()).extracting(Person::name).containsExactly("Anna");
        household.remove(first);
        assertThat(household.people()).extracting(Person::name).containsExactly("Another Anna");
    }

    @Test
    void names_the_configuration_that_is_wrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person("x", "Änna", "Anna"))
                .withMessageContaining("org.hearthgate.person~x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person("x", "anna", " "))
                .withMessageContaining("1 to 64 characters");
    }

    @Test
    void lives_in_its_zone_or_in_the_machines() {
        assertThat(household.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(household(Map.of()).zone()).isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void refuses_a_zone_that_does_not_exist_and_says_what_to_write() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> household(Map.of("zone", "Europe/Berln")))
                .withMessageContaining("Europe/Berln")
                .withMessageContaining("IANA");
    }
}
