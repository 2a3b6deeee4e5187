package org.hearthgate.notify.mail.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one way by e-mail. */
@ObjectClassDefinition(name = "Notify: e-mail")
public @interface MailConfig {
    // required keys default to nothing, which is refused by name; without a default they would be null
    @AttributeDefinition(name = "Id", description = "Carers name it as mail.<id>; 1 to 32 of a-z 0-9 -")
    String id() default "";

    @AttributeDefinition(name = "Label", description = "What the family calls it", required = false)
    String label() default "";

    @AttributeDefinition(name = "Host", description = "Name of the server that takes mail for sending")
    String host() default "";

    @AttributeDefinition(name = "Port", description = "Mostly 587 for starttls, 465 for tls", min = "1", max = "65535")
    int port() default 587;

    @AttributeDefinition(
            name = "Security",
            description = "none is for a server inside the house alone",
            options = {
                @Option(label = "STARTTLS", value = "starttls"),
                @Option(label = "TLS", value = "tls"),
                @Option(label = "none", value = "none")
            })
    String security() default "starttls";

    @AttributeDefinition(
            name = "Trusted certificates",
            description = "File with certificates (PEM) whose signature counts instead of those that Java trusts",
            required = false)
    String trustedCertificates() default "";

    @AttributeDefinition(name = "User", description = "Empty: no log-in", required = false)
    String user() default "";

    @AttributeDefinition(
            name = "Password",
            description = "Many providers want one that is made for this program alone",
            type = AttributeType.PASSWORD,
            required = false)
    String _password() default "";

    @AttributeDefinition(name = "From", description = "The hub's own address")
    String from() default "";

    @AttributeDefinition(name = "To", description = "1 to 20 addresses")
    String[] to() default {};

    @AttributeDefinition(
            name = "Timeout (seconds)",
            description = "For one try from its beginning to its end",
            min = "5",
            max = "120")
    int timeoutSeconds() default 30;

    @AttributeDefinition(
            name = "Include the value",
            description = "Off: only name, rule and urgency are sent, no number and no sentence that holds one")
    boolean includeValue() default true;

    @AttributeDefinition(
            name = "Persons",
            description = "Ids of whom it is told about; none: of everybody. The hub's own alerts and tests always",
            required = false)
    String[] persons() default {};
}
