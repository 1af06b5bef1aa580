using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Telehealth.Host.Composition;

/// <summary>Logs, traces and metrics; no personal data in any of them.</summary>
internal static class TelemetrySetup
{
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Host.UseSerilog(
            (context, logging) =>
            {
                logging
                    .MinimumLevel.Is(context.Configuration.GetValue("Logging:Minimum", LogEventLevel.Warning))
                    .MinimumLevel.Override("Telehealth", LogEventLevel.Information)
                    // Every stranger at the door is not news.
                    .MinimumLevel.Override("Telehealth.Identity.Access", LogEventLevel.Warning)
                    .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
                    // Their lines of each request quote its whole address.
                    .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
                    .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                    // It tells every token it makes or reads.
                    .MinimumLevel.Override("OpenIddict", LogEventLevel.Warning)
                    // Its messages quote parameters and request bodies when verbose, and errors reach ours anyway.
                    .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
                    .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics", LogEventLevel.Fatal)
                    .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                    // What stops the host from starting is told in plain words (StartupErrors).
                    .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal)
                    .Enrich.FromLogContext();
                var readable =
                    context.HostingEnvironment.IsDevelopment() && !context.Configuration.GetValue<bool>("Logging:Json");
                logging.WriteTo.Sink(LoggerSinkConfiguration.Wrap(x => new MaskedLogs(x), x => WriteTo(x, readable)));
            }
        );
        // Sent where an operator collects it, and nowhere by default: what nobody reads is not recorded either.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            builder
                .Services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService("telehealth"))
                .WithTracing(tracing =>
                    tracing
                        .AddSource("Telehealth*")
                        .AddAspNetCoreInstrumentation()
                        .AddHttpClientInstrumentation()
                        .AddProcessor(new MaskedTraces())
                )
                .WithMetrics(metrics =>
                    metrics
                        .AddMeter("Telehealth*")
                        .AddAspNetCoreInstrumentation()
                        .AddHttpClientInstrumentation()
                        .AddRuntimeInstrumentation()
                )
                .UseOtlpExporter();
        }

        return builder;
    }

    private static void WriteTo(LoggerSinkConfiguration sink, bool readable)
    {
        if (readable)
        {
            sink.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}");
            return;
        }

        sink.Console(new RenderedCompactJsonFormatter());
    }
}
