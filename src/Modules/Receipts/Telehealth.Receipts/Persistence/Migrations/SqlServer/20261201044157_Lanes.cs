using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Receipts.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Lanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_receipts_inbox_State_NextTryAtMicros",
                table: "receipts_inbox");

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "receipts_outbox",
                type: "int",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "receipts_inbox",
                type: "int",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_outbox_DispatchedAtMicros_Lane",
                table: "receipts_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_inbox_State_Lane_NextTryAtMicros",
                table: "receipts_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_receipts_outbox_DispatchedAtMicros_Lane",
                table: "receipts_outbox");

            migrationBuilder.DropIndex(
                name: "IX_receipts_inbox_State_Lane_NextTryAtMicros",
                table: "receipts_inbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "receipts_outbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "receipts_inbox");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_inbox_State_NextTryAtMicros",
                table: "receipts_inbox",
                columns: new[] { "State", "NextTryAtMicros" });
        }
    }
}
