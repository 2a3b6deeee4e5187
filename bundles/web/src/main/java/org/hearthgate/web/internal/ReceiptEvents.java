package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells a family's open pages who was reached, while the alarm is still on their screen. Any thread; never waits. */
@Component(configurationPid = WebConfig.PID, name = "org.hearthgate.web.receipts", service = ReceiptListener.class)
public final class ReceiptEvents implements ReceiptListener {
    private final LiveEvents events;

    @Activate
    public ReceiptEvents(@Reference LiveEvents events) {
        this.events = events;
    }

    @Override
    public void noted(Receipt receipt) {
        ObjectNode json = Json.object()
                .put("alert", receipt.alertId())
                .put("person", receipt.person().value());
        json.setAll(ReachJson.receipt(receipt));
        events.announce(EventClient.Frame.of("receipt", Audience.CARERS, Optional.of(receipt.person()), json));
    }
}
