using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Hubs.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Lanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_hubs_inbox_State_NextTryAtMicros",
                table: "hubs_inbox");

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "hubs_outbox",
                type: "integer",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "hubs_inbox",
                type: "integer",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_outbox_DispatchedAtMicros_Lane",
                table: "hubs_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_inbox_State_Lane_NextTryAtMicros",
                table: "hubs_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_hubs_outbox_DispatchedAtMicros_Lane",
                table: "hubs_outbox");

            migrationBuilder.DropIndex(
                name: "IX_hubs_inbox_State_Lane_NextTryAtMicros",
                table: "hubs_inbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "hubs_outbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "hubs_inbox");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_inbox_State_NextTryAtMicros",
                table: "hubs_inbox",
                columns: new[] { "State", "NextTryAtMicros" });
        }
    }
}
