package org.hearthgate.watchdog.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channels;

/** What a drill meets on its way; everything may be missing, and that is then what the drill finds. */
interface DrillParts {
    Instant now();

    List<Person> people();

    Optional<ObservationSink> sink();

    Optional<AlertBoard> board();

    Optional<AlertJournal> journal();

    Optional<Channels> channels();

    /** {@return everybody who can be called} */
    List<Carer> carers();

    /** {@return the watchdog's own voice} */
    Optional<Voice> voice();
}
