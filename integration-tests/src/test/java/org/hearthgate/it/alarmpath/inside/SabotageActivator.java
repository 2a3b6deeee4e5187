package org.hearthgate.it.alarmpath.inside;

import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Breaks a real hub from inside, as the command {@code sabotage} tells it to: {@code hang}, {@code release}, {@code stop ROOM}, {@code start
 * ROOM}. With {@code HEARTHGATE_IT_HALT} in its environment it ends the whole process as it starts. Never deployed.
 */
public final class SabotageActivator implements BundleActivator {
    private static final int WHAT_A_CRASH_LEAVES = 3;

    private final CountDownLatch released = new CountDownLatch(1);
    private BundleContext context;

    @Override
    public void start(BundleContext bundle) {
        if (System.getenv("HEARTHGATE_IT_HALT") != null) {
            Runtime.getRuntime().halt(WHAT_A_CRASH_LEAVES);
        }
        context = bundle;
        var properties = new Hashtable<String, Object>();
        properties.put(HubCommand.COMMAND, "sabotage");
        context.registerService(HubCommand.class, new Sabotage(), properties);
        context.registerService(CallListener.class, new Somebody(), null);
    }

    @Override
    public void stop(BundleContext bundle) {
        released.countDown();
    }

    /** Takes calls and does nothing. */
    private static final class Somebody implements CallListener {
        @Override
        public void call(Call call) {
            // nobody is there
        }

        @Override
        public void quiet(Alert alert) {
            // nobody was disturbed
        }
    }

    /** Does what no listener may: keeps the alerting thread. */
    private final class Hanging implements AlertListener {
        @Override
        public void changed(Alert alert) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Sabotage implements HubCommand {
        @Override
        public String name() {
            return "sabotage";
        }

        @Override
        public int run(List<String> arguments, Screen screen) {
            try {
                switch (arguments.get(0)) {
                    case "hang" -> context.registerService(AlertListener.class, new Hanging(), null);
                    case "release" -> released.countDown();
                    case "stop" -> room(arguments.get(1)).stop();
                    case "start" -> room(arguments.get(1)).start();
                    default -> throw new IllegalArgumentException(arguments.get(0));
                }
                return OK;
            } catch (BundleException e) {
                screen.complain(e.getMessage());
                return INTERNAL;
            }
        }

        private Bundle room(String name) {
            return Stream.of(context.getBundles())
                    .filter(bundle -> bundle.getSymbolicName().equals("org.hearthgate." + name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
