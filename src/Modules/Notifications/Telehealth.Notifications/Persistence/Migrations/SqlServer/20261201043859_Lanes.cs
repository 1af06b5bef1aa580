using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Notifications.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Lanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_notifications_inbox_State_NextTryAtMicros",
                table: "notifications_inbox");

            migrationBuilder.DropIndex(
                name: "IX_notifications_deliveries_State_NextTryAtMicros",
                table: "notifications_deliveries");

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "notifications_outbox",
                type: "int",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "notifications_inbox",
                type: "int",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "notifications_deliveries",
                type: "int",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_notifications_outbox_DispatchedAtMicros_Lane",
                table: "notifications_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_inbox_State_Lane_NextTryAtMicros",
                table: "notifications_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_deliveries_State_Lane_NextTryAtMicros",
                table: "notifications_deliveries",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_notifications_outbox_DispatchedAtMicros_Lane",
                table: "notifications_outbox");

            migrationBuilder.DropIndex(
                name: "IX_notifications_inbox_State_Lane_NextTryAtMicros",
                table: "notifications_inbox");

            migrationBuilder.DropIndex(
                name: "IX_notifications_deliveries_State_Lane_NextTryAtMicros",
                table: "notifications_deliveries");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "notifications_outbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "notifications_inbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "notifications_deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_notifications_inbox_State_NextTryAtMicros",
                table: "notifications_inbox",
                columns: new[] { "State", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_deliveries_State_NextTryAtMicros",
                table: "notifications_deliveries",
                columns: new[] { "State", "NextTryAtMicros" });
        }
    }
}
