package org.hearthgate.web.internal;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Container;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the connections to the web server, because ten thousand requests that begin and never end would fill the hub's memory and end
 * it, alarms included. Above the bound the oldest connection that has never sent a whole request gives way to the newcomer, so that a
 * phone gets in beside a crowd. Felix has no setting for it; a connector factory is the one place where it hands out its server.
 */
@Component(configurationPid = WebConfig.PID, name = "org.hearthgate.web.connections", service = ConnectorFactory.class)
public final class FewConnections implements ConnectorFactory, Container.Listener, Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(FewConnections.class);

    private final int most;
    /** Oldest first. */
    private final Set<Connection> open = new LinkedHashSet<>();

    private Optional<Server> server = Optional.empty();
    private boolean crowded;

    /** @throws IllegalArgumentException if the bound would keep a household out */
    @Activate
    public FewConnections(WebConfig config) {
        if (config.maxConnections() < 64) {
            throw new IllegalArgumentException(
                    WebConfig.PID + ": maxConnections must be at least 64, was " + config.maxConnections());
        }
        most = config.maxConnections();
    }

    /** {@return a connector that nobody can reach, because the factory must give one} */
    @Override
    public synchronized Connector createConnector(Server started) {
        leave();
        server = Optional.of(started);
        started.addEventListener(this); // is told of the connectors that are there, too
        return new Unreachable(started);
    }

    /** Takes itself out at once: Felix begins with what is there and cannot begin with a connector that is none of its own. */
    private static final class Unreachable extends LocalConnector {
        private Unreachable(Server server) {
            super(server);
        }

        @Override
        protected void doStart() {
            getServer().removeConnector(this);
        }

        @Override
        protected void doStop() {
            // nothing was started
        }
    }

    @Override
    public void beanAdded(Container parent, Object bean) {
        if (bean instanceof AbstractConnector bounded && !(bean instanceof Unreachable)) {
            bounded.addEventListener(this);
        }
    }

    @Override
    public void beanRemoved(Container parent, Object bean) {
        if (bean instanceof AbstractConnector bounded) {
            bounded.removeEventListener(this);
        }
    }

    @Deactivate
    synchronized void leave() {
        server.ifPresent(left -> {
            left.removeEventListener(this);
            for (Connector connector : left.getConnectors()) {
                beanRemoved(left, connector);
            }
        });
        server = Optional.empty();
        open.clear();
    }

    @Override
    public void onOpened(Connection connection) {
        Optional<Connection> leaves;
        synchronized (this) {
            open.add(connection);
            leaves = open.size() > most ? Optional.of(givesWay(connection)) : Optional.empty();
            leaves.ifPresent(open::remove);
            if (leaves.isPresent() && !crowded) {
                crowded = true;
                LOG.warn(
                        "More than {} connections to the web server; those that never send a whole request are closed. "
                                + "If that is not an attack, raise maxConnections of {}",
                        most,
                        WebConfig.PID);
            }
        }
        leaves.ifPresent(one -> one.getEndPoint().close());
    }

    private Connection givesWay(Connection newcomer) {
        for (Iterator<Connection> each = open.iterator(); each.hasNext(); ) {
            Connection one = each.next();
            if (one.getMessagesIn() == 0) {
                return one;
            }
        }
        return newcomer;
    }

    @Override
    public void onClosed(Connection connection) {
        synchronized (this) {
            open.remove(connection);
            if (crowded && open.size() < most / 2) {
                crowded = false;
                LOG.info("The web server has room for connections again");
            }
        }
    }
}
