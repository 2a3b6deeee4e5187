package org.hearthgate.notify.mail.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Sends a call for help as an e-mail, by the mail server that a home has set. What was sent cannot be taken back. */
@Component(
        name = MailChannel.PID,
        configurationPid = MailChannel.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = MailConfig.class, factory = true)
public final class MailChannel implements Channel {
    static final String PID = "org.hearthgate.notify.mail";

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
    /** Stricter than the standard: nothing that could be taken for a command. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{1,253}");

    private static final int MOST_RECIPIENTS = 20;

    private final HubClock clock;
    private final Household household;
    private final MailConfig config;
    private final String id;
    private final MailServer server;
    private final List<String> to;
    private final Set<PersonId> persons;

    @Activate
    public MailChannel(@Reference HubClock clock, @Reference Household household, MailConfig config) {
        this.clock = clock;
        this.household = household;
        this.config = config;
        check(ID.matcher(config.id()).matches(), "'id' must be 1 to 32 of a-z 0-9 -, was '" + config.id() + "'");
        id = "mail." + config.id();
        check(HOST.matcher(config.host()).matches(), "'host' must name the mail server");
        check(config.port() >= 1 && config.port() <= 65_535, "'port' must be 1 to 65535, was " + config.port());
        check(isAddress(config.from()), "'from' must be an address such as hub@example.org");
        to = List.of(config.to());
        check(
                !to.isEmpty() && to.size() <= MOST_RECIPIENTS && to.stream().allMatch(MailChannel::isAddress),
                "'to' must be 1 to " + MOST_RECIPIENTS + " addresses such as gran@example.org");
        check(
                config.timeoutSeconds() >= 5 && config.timeoutSeconds() <= 120,
                "'timeoutSeconds' must be 5 to 120, was " + config.timeoutSeconds());
        MailServer.Security security;
        try {
            security = MailServer.Security.of(config.security());
            server = new MailServer(
                    config.host(),
                    config.port(),
                    security,
                    Authorities.trust(config.trustedCertificates()),
                    config.user().isEmpty()
                            ? Optional.empty()
                            : Optional.of(new MailServer.Login(config.user(), config._password())),
                    Duration.ofSeconds(config.timeoutSeconds()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PID + "~" + config.id() + ": " + e.getMessage(), e);
        }
        persons = Arrays.stream(config.persons()).map(PersonId::new).collect(Collectors.toUnmodifiableSet());
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(PID + "~" + config.id() + ": " + otherwise);
        }
    }

    private static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String label() {
        return config.label().isBlank() ? "E-mail " + config.id() : config.label();
    }

    @Override
    public boolean forEverybodyNear() {
        return false;
    }

    @Override
    public Receipt.Outcome deliver(Call call) throws ChannelException {
        PersonId about = call.alert().person();
        if (!persons.isEmpty() && !about.equals(Alert.HUB) && !persons.contains(about)) {
            throw ChannelException.permanent("it is not told about this person; see 'persons' of " + PID + "~" + id);
        }
        Instant now = clock.now();
        var text = new MailText(config.includeValue(), household.zone());
        server.send(new Mail(
                config.from(),
                to,
                call.id() + "." + id,
                text.subject(call),
                text.body(call, now),
                now,
                household.zone(),
                call.alert().priority() == Priority.HIGH));
        return Receipt.Outcome.SENT;
    }

    @Override
    public void quiet(Alert alert) {
        // a mail that was sent is read, whatever became of the alert meanwhile
    }
}
