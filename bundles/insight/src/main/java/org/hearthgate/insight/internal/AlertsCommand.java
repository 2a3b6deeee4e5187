package org.hearthgate.insight.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.insight.AlarmAudits;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptJournal;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.insight.internal.audit.Words;
import org.hearthgate.insight.internal.why.JudgedAgain;
import org.hearthgate.insight.internal.why.Story;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code hub alerts}: the owner's way to hold the alarms to account. Writes nothing. */
@Component(
        name = AlertsCommand.NAME,
        configurationPid = InsightConfig.PID,
        service = HubCommand.class,
        property = HubCommand.COMMAND + "=alerts")
public final class AlertsCommand implements HubCommand {
    static final String NAME = InsightConfig.PID + ".alerts";
    private static final String USAGE_TEXT =
            """
            usage: hub alerts --home DIR verify
                   hub alerts --home DIR list [--person ID] [--days N]
                   hub alerts --home DIR why ALERT_ID
                   hub alerts --home DIR audit --person ID [--week YYYY-Www]
            verify looks at each link of the alert log's chain; list names the alerts of the last N days (7);
            why tells one alert's life and judges it again; audit says what the alarms of a week were worth.""";
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final int MOST_CHANGES = 2_000;

    private final ObservationStore store;
    private final AlertJournal journal;
    private final Household household;
    private final HubClock clock;
    private final AlarmAudits audits;
    private final List<AlertRule> rules = new CopyOnWriteArrayList<>();

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    private volatile ReceiptJournal receipts;

    @Activate
    public AlertsCommand(
            @Reference ObservationStore store,
            @Reference AlertJournal journal,
            @Reference Household household,
            @Reference HubClock clock,
            @Reference AlarmAudits audits) {
        this.store = store;
        this.journal = journal;
        this.household = household;
        this.clock = clock;
        this.audits = audits;
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addRule(AlertRule rule) {
        rules.add(rule);
    }

    void removeRule(AlertRule rule) {
        rules.remove(rule);
    }

    /** The record of deliveries, where a store keeps one. */
    void keep(ReceiptJournal deliveries) {
        receipts = deliveries;
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public int run(List<String> arguments, Screen screen) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            screen.say(USAGE_TEXT);
            return arguments.isEmpty() ? USAGE : OK;
        }
        try {
            var words = new CommandWords(arguments, Set.of("--person", "--days", "--week"));
            List<String> plain = words.plain();
            return switch (plain.isEmpty() ? "" : plain.get(0)) {
                case "verify" -> verify(screen);
                case "list" -> list(words, screen);
                case "why" -> why(words, screen);
                case "audit" -> audit(words, screen);
                default -> throw new IllegalArgumentException("say verify, list, why or audit");
            };
        } catch (IllegalArgumentException e) {
            screen.complain("alerts: " + e.getMessage() + "; `hub alerts --help` says more");
            return USAGE;
        } catch (NoSuchElementException e) {
            screen.complain("alerts: " + e.getMessage());
            return BAD_DATA;
        } catch (StoreException e) {
            screen.complain("alerts: " + e.getMessage());
            return TRY_LATER;
        }
    }

    private int verify(Screen screen) {
        try {
            screen.say(journal.verify() + " entries; the chain of the alert log is whole");
            return OK;
        } catch (StoreException e) {
            screen.complain("alerts: " + e.getMessage());
            return e.getCause() == null ? BAD_DATA : TRY_LATER; // the journal's own judgement, or the disk's
        }
    }

    // ---- list

    private int list(CommandWords words, Screen screen) {
        int days = words.number("--days", 7, 1, 3_650);
        Instant from = clock.now().minus(Duration.ofDays(days));
        var who = new ArrayList<PersonId>();
        if (words.option("--person").isPresent()) {
            who.add(person(words.option("--person").get()));
        } else {
            household.people().forEach(person -> who.add(person.id()));
            who.add(Alert.HUB);
        }
        var lives = new ArrayList<AlertLife>();
        boolean cut = false;
        for (PersonId person : who) {
            List<AlertJournal.Entry> entries = journal.since(person, from, MOST_CHANGES);
            cut |= entries.size() == MOST_CHANGES;
            AlertLife.in(entries).stream().map(this::whole).forEach(lives::add);
        }
        lives.sort(Comparator.comparing(AlertLife::raisedAt));
        lives.forEach(life -> screen.say(line(life)));
        screen.say(lives.size() + " alerts in " + days + " days"
                + (cut ? "; the log holds more than can be listed: ask for fewer days, or one person" : ""));
        return OK;
    }

    private PersonId person(String id) {
        PersonId person = personId(id);
        if (!person.equals(Alert.HUB) && household.person(person).isEmpty()) {
            throw new NoSuchElementException("nobody with the id " + id + " lives here; they are: "
                    + String.join(
                            ", ",
                            household.people().stream()
                                    .map(each -> each.id().value())
                                    .toList()));
        }
        return person;
    }

    private static PersonId personId(String id) {
        try {
            return new PersonId(id);
        } catch (IllegalArgumentException e) {
            throw new NoSuchElementException("'" + id + "' is no person's id", e);
        }
    }

    /** Part of a life may lie before what was asked for. */
    private AlertLife whole(AlertLife life) {
        if (life.first().changedAt().equals(life.raisedAt())) {
            return life;
        }
        List<AlertJournal.Entry> entries = journal.ofAlert(life.id());
        return entries.isEmpty() ? life : new AlertLife(entries);
    }

    private String line(AlertLife life) {
        ZoneId zone = household.zone();
        Alert last = life.last();
        String answer = life.answer()
                .map(alert -> "answered by " + alert.by().orElse("somebody") + " after "
                        + Words.lasting(life.answeredAfter().orElse(Duration.ZERO)) + ", ")
                .orElse("");
        String end = life.resolvedAt()
                .map(at -> "over " + WHEN.format(at.atZone(zone)).substring(11))
                .orElse(last.state().code() + " since "
                        + WHEN.format(last.changedAt().atZone(zone)));
        return WHEN.format(life.raisedAt().atZone(zone)) + "  "
                + life.first().priority().code() + "  " + life.first().message() + "  (" + answer + end + ")  "
                + life.id();
    }

    // ---- why

    private int why(CommandWords words, Screen screen) {
        if (words.plain().size() != 2) {
            throw new IllegalArgumentException("why needs the id of one alert; `hub alerts list` names them");
        }
        String id = words.plain().get(1);
        List<AlertJournal.Entry> entries = journal.ofAlert(id);
        if (entries.isEmpty()) {
            throw new NoSuchElementException("the alert log has no alert " + id + "; `hub alerts list` names them");
        }
        var life = new AlertLife(entries);
        ReceiptJournal deliveries = receipts;
        List<Receipt> delivered = deliveries == null ? List.of() : deliveries.ofAlert(id);
        new Story(life, household.zone()).tell(delivered).forEach(screen::say);
        if (delivered.isEmpty()) {
            screen.say("No delivery is on record: the page showed it, if one was open.");
        }
        new JudgedAgain(store, household, rules).say(entries.get(0)).forEach(screen::say);
        return OK;
    }

    // ---- audit

    private int audit(CommandWords words, Screen screen) {
        PersonId person = person(
                words.option("--person").orElseThrow(() -> new IllegalArgumentException("audit needs --person ID")));
        CalendarWeek week = words.option("--week").map(CalendarWeek::parse).orElseGet(() -> CalendarWeek.of(
                        clock.now().atZone(household.zone()).toLocalDate())
                .before());
        String name = household.person(person).map(Person::name).orElse(person.value());
        new AuditText(audits.of(person, week), household.zone()).lines(name).forEach(screen::say);
        return OK;
    }
}
