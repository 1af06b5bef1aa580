using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Modules;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

internal static class MessagingRegistration
{
    public static void AddMessaging(
        this IServiceCollection services,
        IConfiguration configuration,
        IReadOnlyList<Module> modules
    ) => services.AddSingleton<OutboxSignal>();
}
