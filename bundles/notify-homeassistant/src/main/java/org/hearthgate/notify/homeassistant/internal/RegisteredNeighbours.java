package org.hearthgate.notify.homeassistant.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.notify.SelfTest;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Looks the other rooms up when they are needed instead of having them injected: alerting waits for its listeners, notify for its
 * channels, and if we waited for them too, each start would depend on who came first.
 */
record RegisteredNeighbours(BundleContext context) implements Neighbours {
    @Override
    public Optional<AlertBoard> board() {
        return one(AlertBoard.class);
    }

    @Override
    public Optional<Receipts> receipts() {
        return one(Receipts.class);
    }

    @Override
    public Optional<SelfTest> selfTest() {
        return one(SelfTest.class);
    }

    @Override
    public List<HealthProbe> probes() {
        var probes = new ArrayList<HealthProbe>();
        try {
            for (ServiceReference<HealthProbe> reference : context.getServiceReferences(HealthProbe.class, null)) {
                HealthProbe probe = context.getService(reference);
                if (probe != null && !(probe instanceof HomeAssistantChannel)) {
                    probes.add(probe);
                }
            }
        } catch (InvalidSyntaxException | IllegalStateException e) {
            return List.of(); // without a filter there is nothing to misspell; a bundle that stops has no neighbours
        }
        return probes;
    }

    private <T> Optional<T> one(Class<T> type) {
        try {
            return Optional.ofNullable(context.getServiceReference(type)).map(context::getService);
        } catch (IllegalStateException e) {
            return Optional.empty(); // this bundle is being stopped
        }
    }
}
