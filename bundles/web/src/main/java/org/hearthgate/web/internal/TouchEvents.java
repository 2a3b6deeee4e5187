package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.device.TouchListener;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells the pages what becomes of holding a device to the reader, while somebody still holds it. A touch of somebody's device goes to
 * those who reach them. One of nobody's goes to whoever looks after devices, in words of this room: what the device said stays unsaid.
 * Any thread; never waits.
 */
@Component(configurationPid = WebConfig.PID, name = "org.hearthgate.web.touches", service = TouchListener.class)
public final class TouchEvents implements TouchListener {
    private final LiveEvents events;

    @Activate
    public TouchEvents(@Reference LiveEvents events) {
        this.events = events;
    }

    @Override
    public void touched(DeviceTouch touch) {
        Optional<PersonId> person = touch.person();
        ObjectNode json = Json.object();
        person.map(PersonId::value).ifPresent(id -> json.put("person", id));
        json.put("at", touch.at().toString());
        touch.device().map(DeviceId::value).ifPresent(device -> json.put("device", device));
        json.put("stage", word(touch.stage()));
        json.put("message", person.isPresent() ? touch.message() : ofNobody(touch.stage()));
        events.announce(
                EventClient.Frame.of("device", person.isEmpty() ? Audience.KEEPERS : Audience.READERS, person, json));
    }

    static String word(DeviceTouch.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String ofNobody(DeviceTouch.Stage stage) {
        return switch (stage) {
            case READING -> "It is being read: hold still";
            case DONE -> "It was read";
            case CUT_OFF -> "It moved away too early: touch again and hold still";
            case UNASSIGNED ->
                "It belongs to nobody here yet: give it to somebody in the hub's list of devices, then touch again";
            case FAILED -> "It could not be read: take it away and touch again";
        };
    }
}
