package org.hearthgate.launcher;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Brings what the framework and its standard services log (a component that cannot start, above all) to where everything else is logged. */
final class FrameworkLog implements LogListener, ServiceTrackerCustomizer<LogReaderService, LogReaderService> {
    private static final String REFUSAL = IllegalArgumentException.class.getName() + ": ";
    private static final String NO_NUMBER = NumberFormatException.class.getName() + ": For input string:";
    private static final long TELLS_AGAIN_AFTER_MILLIS = 60_000;
    private static final int MOST_TOLD = 64;

    private final BundleContext context;
    private final Map<String, Long> told = new LinkedHashMap<>();

    FrameworkLog(BundleContext context) {
        this.context = context;
    }

    static void follow(BundleContext context) {
        new ServiceTracker<>(context, LogReaderService.class, new FrameworkLog(context)).open();
    }

    @Override
    public LogReaderService addingService(ServiceReference<LogReaderService> reference) {
        LogReaderService reader = context.getService(reference);
        reader.addLogListener(this);
        return reader;
    }

    @Override
    public void modifiedService(ServiceReference<LogReaderService> reference, LogReaderService reader) {
        // its properties say nothing about logging
    }

    @Override
    public void removedService(ServiceReference<LogReaderService> reference, LogReaderService reader) {
        context.ungetService(reference);
    }

    @Override
    public void logged(LogEntry entry) {
        String name = entry.getBundle() == null ? "osgi" : entry.getBundle().getSymbolicName();
        Optional<String> refused = refused(entry.getException());
        if (refused.isPresent()) {
            if (isNew(refused.get(), entry.getTime())) {
                Logger.getLogger(name).log(Level.SEVERE, "A part does not start: {0}", refused.get());
            }
            return;
        }
        Level level =
                switch (entry.getLogLevel()) {
                    case AUDIT, ERROR -> Level.SEVERE;
                    case WARN -> Level.WARNING;
                    case INFO, DEBUG, TRACE -> Level.FINE;
                };
        Logger.getLogger(name).log(isConsequence(entry) ? Level.FINE : level, entry.getMessage(), entry.getException());
    }

    /** What a part said of its settings when it refused them, without the sixty calls between it and whoever asked for it. */
    private static Optional<String> refused(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage());
            if (message.contains(NO_NUMBER)) {
                return Optional.of(key(each) + " must be a number, was"
                        + message.substring(message.indexOf(NO_NUMBER) + NO_NUMBER.length()));
            }
            if (each instanceof IllegalArgumentException) {
                return Optional.of(message);
            }
            if (message.startsWith(REFUSAL)) { // the framework's log keeps strangers' exceptions as their text
                return Optional.of(message.substring(REFUSAL.length()));
            }
        }
        return Optional.empty();
    }

    /** The framework reads a setting when it is asked for, under the setting's name, and names it nowhere else. */
    private static String key(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().contains("$Proxy"))
                .map(StackTraceElement::getMethodName)
                .findFirst()
                .orElse("a setting");
    }

    /** Each that asks for the part has it try again. */
    private synchronized boolean isNew(String refused, long atMillis) {
        Long last = told.put(refused, atMillis);
        if (told.size() > MOST_TOLD) {
            told.remove(told.keySet().iterator().next());
        }
        return last == null || atMillis - last > TELLS_AGAIN_AFTER_MILLIS;
    }

    /** Why the service is missing has been told by then. */
    private static boolean isConsequence(LogEntry entry) {
        String message = String.valueOf(entry.getMessage());
        String why = String.valueOf(
                entry.getException() == null ? "" : entry.getException().getMessage());
        return message.contains("Could not get service from ref")
                || why.contains("Service factory returned null")
                || why.contains("resulted in a cycle");
    }
}
