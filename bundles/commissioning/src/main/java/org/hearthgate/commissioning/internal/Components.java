package org.hearthgate.commissioning.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hearthgate.api.commissioning.Standing;
import org.hearthgate.api.commissioning.Standing.State;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Whether something really runs with a configuration: a setting that is taken and then throws on activation is no setting. */
final class Components {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** So long a component may stay satisfied, or short of something, before that is taken for its state and not for a step on the way. */
    private static final Duration SETTLED_AFTER = Duration.ofMillis(400);

    private static final int LONGEST_WHY = 400;
    private static final String CAUSE = "Caused by: ";

    /** A line like {@code org.example.SomeException: what it says}; the frames of a trace begin with a tab. */
    private static final Pattern EXCEPTION = Pattern.compile("(?:[\\w$]+\\.)+[\\w$]+: (.+)");

    private final ServiceComponentRuntime runtime;
    private final LongConsumer starter;

    /** @param starter asks for the service of this id once, so that a component that waits to be needed shows whether it starts */
    Components(ServiceComponentRuntime runtime, LongConsumer starter) {
        this.runtime = runtime;
        this.starter = starter;
    }

    /** {@return how what is configured by this PID stands now} */
    Standing of(Pid pid) {
        return find(pid)
                .map(Components::standing)
                .orElseGet(() -> new Standing(
                        State.WAITING,
                        "Nothing here is configured by it. Is the bundle of this adapter installed and started?"));
    }

    /** {@return a watch over what runs by this PID, to be begun before its settings are changed} */
    Watch watch(Pid pid) {
        return new Watch(pid, find(pid));
    }

    /** Tells the component that comes up with new settings from the one that is still going down with the old ones. */
    final class Watch {
        private final Pid pid;
        private final Optional<ComponentConfigurationDTO> former;

        private Watch(Pid pid, Optional<ComponentConfigurationDTO> former) {
            this.pid = pid;
            this.former = former;
        }

        /**
         * Waits until a component has come up, or not, with exactly these values.
         *
         * @param old values it had before; a key that is gone must not have its old value any more
         */
        Standing await(Map<String, Object> values, Map<String, Object> old, Duration patience) {
            long begin = System.nanoTime();
            long sinceSame = begin;
            int last = -1;
            long started = -1;
            while (System.nanoTime() - begin < patience.toNanos()) {
                Optional<ComponentConfigurationDTO> found = find(pid).filter(one -> has(one, values, old));
                int state = found.map(one -> one.state).orElse(-1);
                if (state != last) {
                    last = state;
                    sinceSame = System.nanoTime();
                }
                boolean settled = System.nanoTime() - sinceSame > SETTLED_AFTER.toNanos();
                boolean another = found.isEmpty() || isAnother(found.get(), settled);
                if (another && state == ComponentConfigurationDTO.SATISFIED) {
                    long service = serviceOf(found.orElseThrow());
                    if (service >= 0 && service != started) {
                        started = service;
                        starter.accept(service); // "ready" is not yet "takes these settings"
                        continue;
                    }
                }
                if (another && isEnd(state) || another && settled && (state > 0 || !isDescribed(pid))) {
                    return found.map(Components::standing).orElseGet(() -> of(pid));
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
            return new Standing(
                    State.WAITING,
                    "It was not up after " + patience.toSeconds()
                            + " s; look again, and at the hub's log if it stays.");
        }

        /**
         * A component shows its new settings while its old self is still being taken down; a new self registers its service anew, unless
         * it can take settings in its stride. One without a service is believed after it has stayed so for a while.
         */
        private boolean isAnother(ComponentConfigurationDTO now, boolean settled) {
            return former.isEmpty()
                    || !isUp(former.get().state)
                    || now.description.modified != null
                    || (now.service == null || former.get().service == null
                            ? settled
                            : now.service.id != former.get().service.id);
        }

        private static long serviceOf(ComponentConfigurationDTO component) {
            return component.service == null ? -1 : component.service.id;
        }

        private boolean isEnd(int state) {
            boolean wasFailed = former.filter(one -> one.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                    .isPresent();
            // one that failed before shows the new settings a moment before it tries again with them
            return state == ComponentConfigurationDTO.ACTIVE
                    || state == ComponentConfigurationDTO.FAILED_ACTIVATION && !wasFailed;
        }

        private static boolean isUp(int state) {
            return state == ComponentConfigurationDTO.ACTIVE || state == ComponentConfigurationDTO.SATISFIED;
        }
    }

    private boolean isDescribed(Pid pid) {
        return runtime.getComponentDescriptionDTOs().stream().anyMatch(described -> uses(described, pid));
    }

    private Optional<ComponentConfigurationDTO> find(Pid pid) {
        return runtime.getComponentDescriptionDTOs().stream()
                .filter(described -> uses(described, pid))
                .flatMap(described -> runtime.getComponentConfigurationDTOs(described).stream())
                .filter(one -> Whiteboard.texts(one.properties.get(Constants.SERVICE_PID))
                        .contains(pid.value()))
                .findFirst();
    }

    private static boolean uses(ComponentDescriptionDTO described, Pid pid) {
        return Arrays.asList(described.configurationPid).contains(pid.factory());
    }

    private static boolean has(
            ComponentConfigurationDTO component, Map<String, Object> values, Map<String, Object> former) {
        return values.entrySet().stream()
                        .allMatch(value -> Draft.same(value.getValue(), component.properties.get(value.getKey())))
                && former.keySet().stream()
                        .filter(key -> !values.containsKey(key))
                        .allMatch(key -> !Draft.same(former.get(key), component.properties.get(key))
                                || Draft.same(
                                        former.get(key),
                                        component.description == null
                                                ? null
                                                : component.description.properties.get(key)));
    }

    private static Standing standing(ComponentConfigurationDTO component) {
        return switch (component.state) {
            case ComponentConfigurationDTO.ACTIVE -> new Standing(State.RUNNING, "It runs with these settings.");
            case ComponentConfigurationDTO.SATISFIED ->
                new Standing(State.RUNNING, "It is ready with these settings and starts when it is needed.");
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> new Standing(State.FAILED, why(component.failure));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                new Standing(
                        State.WAITING,
                        "It waits for "
                                + Arrays.stream(component.unsatisfiedReferences)
                                        .map(reference -> missing(component, reference))
                                        .collect(Collectors.joining(", "))
                                + ", which is not there; see hub health, e.g. whether a radio is plugged in.");
            default -> new Standing(State.WAITING, "It waits for its settings.");
        };
    }

    private static String missing(ComponentConfigurationDTO component, UnsatisfiedReferenceDTO reference) {
        return Arrays.stream(component.description.references)
                .filter(described -> described.name.equals(reference.name))
                .map(described -> described.interfaceName.substring(described.interfaceName.lastIndexOf('.') + 1))
                .findFirst()
                .orElse(reference.name);
    }

    /** {@return the sentence that the adapter threw, out of the stack trace that it comes in: its own, else the outermost there is} */
    static String why(String traceOrNull) {
        List<String> sentences = (traceOrNull == null ? "" : traceOrNull)
                .lines()
                .map(line -> line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line)
                .map(EXCEPTION::matcher)
                .filter(Matcher::matches)
                .map(said -> said.group(1).strip())
                .toList();
        String sentence = sentences.stream()
                .filter(one -> one.startsWith("org.hearthgate."))
                .findFirst()
                .or(() -> sentences.stream().findFirst())
                .orElse("It did not start and says no reason; see the hub's log.");
        return sentence.length() > LONGEST_WHY ? sentence.substring(0, LONGEST_WHY) + "…" : sentence;
    }
}
