package org.hearthgate.web.internal;

import java.util.List;
import java.util.Optional;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.notify.SelfTest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What is known of reaching people. Each part comes from a room that may be absent; the page then says so and shows the rest. */
@Component(configurationPid = WebConfig.PID, name = "org.hearthgate.web.reach", service = Reach.class)
public final class Reach {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Receipts receipts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Channels channels;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Duty duty;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SelfTest selfTest;

    private final PageChannel pages;

    @Activate
    public Reach(@Reference PageChannel pages) {
        this.pages = pages;
    }

    PageChannel pages() {
        return pages;
    }

    Optional<Receipts> receipts() {
        return Optional.ofNullable(receipts);
    }

    Optional<Channels> channels() {
        return Optional.ofNullable(channels);
    }

    Optional<Duty> duty() {
        return Optional.ofNullable(duty);
    }

    Optional<SelfTest> selfTest() {
        return Optional.ofNullable(selfTest);
    }

    List<Receipt> receiptsOf(String alertId) {
        return receipts().map(known -> known.ofAlert(alertId)).orElse(List.of());
    }

    /** {@return everybody who can be called} */
    List<Carer> carers() {
        return duty().map(Duty::carers).orElse(List.of());
    }
}
