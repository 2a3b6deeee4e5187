package org.hearthgate.launcher;

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
    private final BundleContext context;

    private FrameworkLog(BundleContext context) {
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
        Level level =
                switch (entry.getLogLevel()) {
                    case AUDIT, ERROR -> Level.SEVERE;
                    case WARN -> Level.WARNING;
                    case INFO, DEBUG, TRACE -> Level.FINE;
                };
        Logger.getLogger(name).log(level, entry.getMessage(), entry.getException());
    }
}
