package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts a call on the open pages of those who may answer it. That a page was told is {@code SENT}; that it sounded or was looked at, the
 * page says itself ({@link SeenRoutes}). Never waits: a page takes what it is told when it can.
 */
@Component(
        configurationPid = WebConfig.PID,
        name = "org.hearthgate.web.channel",
        service = {Channel.class, PageChannel.class})
public final class PageChannel implements Channel {
    static final String ID = "page";

    private static final int MOST_CALLS = 200;

    private final LiveEvents events;
    private final Map<String, Call> latestByAlert = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
            return size() > MOST_CALLS;
        }
    };

    @Activate
    public PageChannel(@Reference LiveEvents events) {
        this.events = events;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "This page, wherever it is open";
    }

    @Override
    public boolean forEverybodyNear() {
        return true;
    }

    /** A page that nobody has open is no fault: it reads what is open when it is opened. */
    @Override
    public Optional<String> whyNot(Call call) {
        return isOpen(call) ? Optional.empty() : Optional.of("no page is open");
    }

    private boolean isOpen(Call call) {
        return events.listening(Audience.CARERS, call.alert().person()) > 0;
    }

    @Override
    public Receipt.Outcome deliver(Call call) throws ChannelException {
        PersonId person = call.alert().person();
        if (!isOpen(call)) {
            throw ChannelException.passing(
                    "The page is open nowhere. Open it on a phone or tablet in the home's Wi-Fi, and switch its sound on.",
                    null);
        }
        synchronized (latestByAlert) {
            latestByAlert.put(call.alert().id(), call);
        }
        events.announce(EventClient.Frame.of("call", Audience.CARERS, Optional.of(person), json(call)));
        return Receipt.Outcome.SENT;
    }

    @Override
    public void quiet(Alert alert) {
        ObjectNode json = Json.object()
                .put("alert", alert.id())
                .put("person", alert.person().value())
                .put("over", true);
        events.announce(EventClient.Frame.of("call", Audience.CARERS, Optional.of(alert.person()), json));
    }

    /** {@return the newest call about an alert that went to the pages, drills included} */
    Optional<Call> latest(String alertId) {
        synchronized (latestByAlert) {
            return Optional.ofNullable(latestByAlert.get(alertId));
        }
    }

    private static ObjectNode json(Call call) {
        ObjectNode json = Json.object()
                .put("alert", call.alert().id())
                .put("person", call.alert().person().value())
                .put("name", call.personName())
                .put("call", call.id())
                .put("at", call.at().toString())
                .put("step", call.alert().step())
                .put("priority", call.alert().priority().code())
                .put("message", call.alert().message())
                .put("silent", call.silent())
                .put("test", call.test())
                .put("everybodyNear", call.everybodyNear());
        ArrayNode carers = json.putArray("carers");
        call.carers().stream().map(Carer::name).forEach(carers::add);
        return json;
    }
}
